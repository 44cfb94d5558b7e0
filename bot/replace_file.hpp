// A file that is either as it was or as it should be, also after a power failure.
#pragma once

#include <string>
#include <string_view>

#include <desk/result.hpp>

namespace desk {

// `mode`: who may read and write it, 0600 of a secret. Errors: unavailable (the path and what the system says); then the file
// is as it was.
Result<void> replace_file(const std::string& path, std::string_view content, unsigned mode);

}  // namespace desk
