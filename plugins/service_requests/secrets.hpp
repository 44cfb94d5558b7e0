// Takes secrets out of what leaves the desk for a vendor. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

struct WithoutSecrets {
    std::string text = {};
    int removed = 0;
};

// Passwords, tokens and keys become "[removed]": what follows "password", "pwd", "secret", "token", "api key",
// "accountkey", "sig" and the like after ":" or "="; "Bearer …" and "Basic …"; JSON Web Tokens; private keys from BEGIN
// to END; user and password in an address. Everything else stays as it is. Linear time.
WithoutSecrets without_secrets(std::string_view text);

}  // namespace desk
