#include "bot/trust/file_digest.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace desk {
namespace {

constexpr off_t most_bytes = 64 * 1024 * 1024;  // as the plugin host takes them

class OpenedFile {
public:
    explicit OpenedFile(const std::string& path) : number_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {}
    OpenedFile(const OpenedFile&) = delete;
    OpenedFile& operator=(const OpenedFile&) = delete;
    ~OpenedFile() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

private:
    int number_;
};

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
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text.push_back(digits[bytes[i] >> 4U]);
            text.push_back(digits[bytes[i] & 15U]);
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Error failed(const std::string& path) {
    const auto what = path + ": " + std::strerror(errno);
    return errno == ENOENT || errno == ENOTDIR ? not_found(what) : unavailable(what);
}

}  // namespace

Result<std::string> file_digest(const std::string& path) {
    const OpenedFile file{path};
    struct stat status {};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0) return failed(path);
    if (!S_ISREG(status.st_mode)) return invalid(path + " is not a regular file");
    if (status.st_size > most_bytes) return invalid(path + " is larger than 64 MB");

    Digest digest;
    std::array<char, 65'536> piece{};
    while (true) {
        const auto count = ::read(file.number(), piece.data(), piece.size());
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
