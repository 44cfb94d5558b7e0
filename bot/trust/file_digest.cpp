#include "bot/trust/file_digest.hpp"

#include "bot/http/descriptor.hpp"
#include "conversations/text.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace desk {
namespace {

constexpr off_t most_bytes = 64 * 1024 * 1024;  // as the plugin host takes them

class Digest {
public:
    Digest() : context_{EVP_MD_CTX_new(), &EVP_MD_CTX_free} {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }
    void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), bytes.data(), &size);
        return to_hex({reinterpret_cast<const char*>(bytes.data()), size});
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Error failed(const std::string& path) {
    const auto what = path + ": " + std::strerror(errno);
    return errno == ENOENT || errno == ENOTDIR ? not_found(what) : unavailable(what);
}

struct OpenedFile {
    OwnedDescriptor descriptor;
    struct stat status;
};

Result<OpenedFile> opened(const std::string& path) {
    OwnedDescriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat status {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0) return failed(path);
    if (!S_ISREG(status.st_mode)) return invalid(path + " is not a regular file");
    if (status.st_size > most_bytes) return invalid(path + " is larger than 64 MB");
    return OpenedFile{std::move(file), status};
}

}  // namespace

Result<FileMark> file_mark(const std::string& path) {
    DESK_TRY(const auto file, opened(path));
    const auto& status = file.status;
    return FileMark{.device = status.st_dev,
                    .number = status.st_ino,
                    .size = status.st_size,
                    .written_at = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Result<std::string> file_digest(const std::string& path) {
    DESK_TRY(const auto file, opened(path));
    Digest digest;
    std::array<char, 65'536> piece{};
    while (true) {
        const auto count = ::read(file.descriptor.number(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed(path);
        if (count == 0) return digest.hexadecimal();
        digest.add({piece.data(), static_cast<std::size_t>(count)});
    }
}

std::string text_digest(std::string_view text) {
    Digest digest;
    digest.add(text);
    return digest.hexadecimal();
}

}  // namespace desk
