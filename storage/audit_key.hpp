// The key of the audit chain, in a file beside the database and never inside it or its backup.
#pragma once

#include <desk/result.hpp>

#include <functional>
#include <string>

namespace desk {

// The key in `path` (32 bytes as 64 hexadecimal digits, mode 0400). With `make`, a missing file is
// made, durably. Errors: unavailable (cannot be read or written), broken (not a key; or missing
// where it must exist).
Result<std::string> audit_key(const std::string& path, bool make,
                              const std::function<std::string(std::size_t)>& random);

}  // namespace desk
