// SHA-256 of files and texts, as plugins.lock records them. Any thread.
#pragma once

#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

// 64 lower-case hexadecimal digits; of what stands behind the path at the moment it is opened, at most 64 MB. Errors:
// not_found (no such file), invalid (no regular file, or larger), unavailable (cannot be read).
Result<std::string> file_digest(const std::string& path);
// Whether file_digest could be taken, without reading the file. Errors: as file_digest.
Result<void> check_file(const std::string& path);

std::string text_digest(std::string_view text);

}  // namespace desk
