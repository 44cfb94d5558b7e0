// Keeps a second desk away from the same database: an flock on a file beside it, which names the
// holder. The kernel gives it up with the process, so a crash leaves nothing to clean up.
#pragma once

#include <desk/result.hpp>

#include <string>
#include <utility>

namespace desk {

class LockFile {
public:
    // Errors: unavailable (held; the sentence names the holder's pid), (cannot be made).
    static Result<LockFile> take(const std::string& path);

    LockFile(LockFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;
    LockFile& operator=(LockFile&&) = delete;
    ~LockFile();

private:
    explicit LockFile(int file) : file_(file) {}
    int file_;
};

// NFS and CIFS: their locks and memory maps do not keep SQLite's promises. `type` is f_type of
// statfs(2).
bool is_network_file_system(long type);
// Errors: invalid (`path` is or would be on one of these), unavailable (no such folder).
Result<void> check_file_system(const std::string& path);

}  // namespace desk
