#include "storage/sqlite/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace desk {
namespace {

std::string holder(int file) {
    std::array<char, 32> bytes{};
    const auto size = pread(file, bytes.data(), bytes.size(), 0);
    std::string pid{bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    while (!pid.empty() && pid.back() == '\n') pid.pop_back();
    return pid.empty() ? "unknown" : pid;
}

}  // namespace

Result<LockFile> LockFile::take(const std::string& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return unavailable("lock file " + path + ": " + std::strerror(errno));
    LockFile lock{file};
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        return unavailable("database is in use by another Deskhand (pid " + holder(file) +
                           ", lock file " + path + "); stop that one or use another database");
    }
    const std::string pid = std::to_string(getpid()) + "\n";
    if (ftruncate(file, 0) != 0 ||
        pwrite(file, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        return unavailable("lock file " + path + ": " + std::strerror(errno));
    }
    return lock;
}

LockFile::~LockFile() {
    if (file_ >= 0) close(file_);
}

// Source: statfs(2), "Magic numbers" (NFS, SMB, CIFS, SMB2).
bool is_network_file_system(long type) {
    constexpr std::array<unsigned, 4> network{0x6969, 0x517B, 0xFF534D42, 0xFE534D42};
    for (const unsigned magic : network) {
        if (static_cast<unsigned>(type) == magic) return true;
    }
    return false;
}

Result<void> check_file_system(const std::string& path) {
    auto folder = std::filesystem::path{path}.parent_path();
    if (folder.empty()) folder = ".";
    struct statfs found = {};
    if (statfs(folder.c_str(), &found) != 0) {
        return unavailable("database folder " + folder.string() + ": " + std::strerror(errno));
    }
    if (is_network_file_system(found.f_type)) {
        return invalid("database folder " + folder.string() +
                       " is on a network file system, which does not keep what SQLite needs; "
                       "use a local disk");
    }
    return {};
}

}  // namespace desk
