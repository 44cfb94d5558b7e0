#include "bot/replace_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace desk {
namespace {

Error failed(const std::string& path) {
    return unavailable(path + ": " + std::strerror(errno));
}

// A file that is on the disk when `flush` has said so.
class NewFile {
public:
    NewFile(std::string path, unsigned mode)
        : path_{std::move(path)}, mode_{mode}, number_{::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)} {}
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (number_ < 0) return;
        ::close(number_);
        if (!is_in_place_) ::unlink(path_.c_str());
    }

    Result<void> fill(std::string_view text) const {
        if (number_ < 0 || ::fchmod(number_, mode_) != 0) return failed(path_);
        while (!text.empty()) {
            const auto count = ::write(number_, text.data(), text.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return failed(path_);
            text.remove_prefix(static_cast<std::size_t>(count));
        }
        if (::fsync(number_) != 0) return failed(path_);
        return {};
    }
    Result<void> take_the_place_of(const std::string& other) {
        if (::rename(path_.c_str(), other.c_str()) != 0) return failed(other);
        is_in_place_ = true;
        return {};
    }

private:
    std::string path_;
    unsigned mode_;
    int number_;
    bool is_in_place_ = false;
};

// The new name must survive a power failure as well.
Result<void> flush_folder(const std::string& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return failed(folder);
    const int flushed = ::fsync(opened);
    ::close(opened);
    if (flushed != 0) return failed(folder);
    return {};
}

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view content, unsigned mode) {
    const auto folder = std::filesystem::path{path}.parent_path().string();
    NewFile file{path + ".new-" + std::to_string(::getpid()), mode};
    DESK_CHECK(file.fill(content));
    DESK_CHECK(file.take_the_place_of(path));
    return flush_folder(folder.empty() ? "." : folder);
}

}  // namespace desk
