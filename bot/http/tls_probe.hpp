// A TLS handshake without a request: is the other side who it says, and for how long still? One thread at a time.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <string>

namespace desk {

// Shakes hands over `socket`, connected and non-blocking, as the client of `host` (a name or an address), and gives the
// moment until which the certificate is valid. Verified as every request is: chain, host, TLS 1.2 or later. `ca_file`:
// PEM; "": the system's. Errors: unavailable ("certificate has expired", "no TLS: …"), timeout.
Result<Time> tls_valid_until(int socket, const std::string& host, const std::string& ca_file,
                             std::chrono::steady_clock::time_point until);

}  // namespace desk
