#include "storage/audit_key.hpp"

#include "storage/slot.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

constexpr std::size_t key_digits = 64;

Error cannot(const std::string& what, const std::string& path) {
    return unavailable("audit key " + path + ": cannot " + what + ": " + std::strerror(errno));
}

// O_EXCL: the second of two makers must read the first one's key, not replace it.
Result<std::string> make_key(const std::string& path, const std::string& key) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    if (file < 0) return cannot("make it", path);
    const bool kept =
        write(file, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && fsync(file) == 0;
    close(file);
    if (!kept) return cannot("write it", path);
    return key;
}

}  // namespace

Result<std::string> audit_key(const std::string& path, bool make,
                              const std::function<std::string(std::size_t)>& random) {
    std::ifstream file{path, std::ios::binary};
    if (file) {
        std::string key{std::istreambuf_iterator<char>{file}, {}};
        if (key.size() == key_digits) return key;
        return broken("audit key " + path + ": not a key of 64 digits; put the right file back");
    }
    if (errno != ENOENT) return cannot("read it", path);
    if (!make) {
        return broken("audit key " + path +
                      " is missing, and the database has audit rows made with it; put it back");
    }
    const std::string key = to_hex(random(key_digits / 2));
    if (key.size() != key_digits) return unavailable("no randomness for the audit key");
    return make_key(path, key);
}

}  // namespace desk
