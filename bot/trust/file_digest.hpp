// SHA-256 of files and texts, as plugins.lock records them. Any thread.
#pragma once

#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

// 64 lower-case hexadecimal digits; of what stands behind the path at the moment it is opened, at most 64 MB. Errors:
// not_found (no such file), invalid (no regular file, or larger), unavailable (cannot be read).
Result<std::string> file_digest(const std::string& path);
// Tells a file from one that took its place, or was written over, without reading it.
struct FileMark {
    std::uint64_t device = 0;
    std::uint64_t number = 0;  // inode
    std::int64_t size = 0;
    std::int64_t written_at = 0;  // ns since 1970
    bool operator==(const FileMark&) const = default;
};
// Errors: as file_digest.
Result<FileMark> file_mark(const std::string& path);

std::string text_digest(std::string_view text);

}  // namespace desk
