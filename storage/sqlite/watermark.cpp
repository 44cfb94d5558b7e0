#include "storage/sqlite/watermark.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace desk {
namespace {

// A line of text, so that a person can read it: "desk-1 <incarnation> <number> <crc>", filled up
// with spaces.
constexpr std::size_t record_size = 128;

// CRC-32 of ISO 3309 (zlib's), bit by bit: 128 bytes a commit need no table.
std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0U ? 0xEDB88320U : 0U);
    }
    return crc ^ 0xFFFFFFFFU;
}

std::string record(const std::string& incarnation, std::int64_t commit_no) {
    std::string line = "desk-1 " + incarnation + " " + std::to_string(commit_no) + " ";
    line += std::to_string(crc32(line)) + " ";
    line.resize(std::max(line.size(), record_size - 1), ' ');
    return line + "\n";
}

}  // namespace

Result<std::unique_ptr<Watermark>> Watermark::open(const std::string& path,
                                                   std::string incarnation) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return unavailable("watermark " + path + ": " + std::strerror(errno));
    std::unique_ptr<Watermark> watermark{new Watermark{file, std::move(incarnation)}};
    for (const int index : {0, 1}) {
        const auto number = watermark->read_record(index);
        if (number && number > watermark->found_) watermark->found_ = number;
    }
    return watermark;
}

Watermark::~Watermark() {
    fsync(file_);
    close(file_);
}

std::optional<std::int64_t> Watermark::read_record(int index) const {
    std::array<char, record_size> bytes{};
    const auto size =
        pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(record_size) * index);
    if (size != static_cast<ssize_t>(record_size)) return {};

    const std::string text{bytes.data(), bytes.size()};
    const std::string head = "desk-1 " + incarnation_ + " ";
    if (!text.starts_with(head)) return {};
    std::int64_t number = 0;
    std::from_chars(text.data() + head.size(), text.data() + text.size(), number);
    if (record(incarnation_, number) != text) return {};
    return number;
}

void Watermark::note(std::int64_t commit_no) {
    const std::string text = record(incarnation_, commit_no);
    const auto place = static_cast<off_t>(record_size) * (commit_no % 2);
    if (pwrite(file_, text.data(), text.size(), place) != static_cast<ssize_t>(text.size())) {
        failed_ = true;
    }
}

Result<void> Watermark::restart(std::int64_t commit_no) {
    if (ftruncate(file_, 0) != 0) {
        return unavailable(std::string{"watermark: "} + std::strerror(errno));
    }
    note(commit_no);
    return sync();
}

Result<void> Watermark::sync() {
    const bool wrote = !failed_.exchange(false);
    if (!wrote) return unavailable("watermark: a record could not be written");
    if (fdatasync(file_) != 0) {
        return unavailable(std::string{"watermark: "} + std::strerror(errno));
    }
    return {};
}

}  // namespace desk
