#include "bot/in_flight.hpp"

#include "bot/http/descriptor.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t record_size = 1'024;

// "<seq>\n<tenant>\n<conversation>\n"; a conversation's name holds no line end.
std::string record_of(const Ticket& ticket) {
    return std::to_string(ticket.seq) + "\n" + ticket.conversation.tenant.customer + "\n" + ticket.conversation.name + "\n";
}

std::string_view line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    const auto found = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return found;
}

}  // namespace

Result<InFlight> InFlight::open(const std::string& path, std::size_t seats) {
    InFlight file{seats};
    if (path.empty()) return file;
    const OwnedDescriptor opened{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!opened.is_open()) return unavailable("open " + path);

    file.read_left_over(opened.number());
    file.map(opened.number());
    return file;
}

InFlight::InFlight(InFlight&& other) noexcept
    : file_{std::exchange(other.file_, {})},
      is_taken_{std::move(other.is_taken_)},
      left_over_{std::move(other.left_over_)} {}

InFlight::~InFlight() {
    if (!file_.empty()) munmap(file_.data(), file_.size());
}

// Its blocks are taken before it is used: a page for which the disk had no room would end the desk when it is written.
void InFlight::map(int descriptor) {
    const auto size = is_taken_.size() * record_size;
    if (size == 0 || posix_fallocate(descriptor, 0, static_cast<off_t>(size)) != 0) return;
    auto* const mapped = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (mapped == MAP_FAILED) return;
    file_ = {static_cast<char*>(mapped), size};
    std::fill(file_.begin(), file_.end(), '\0');
    // What a larger desk left behind.
    [[maybe_unused]] const auto cut = ftruncate(descriptor, static_cast<off_t>(size));
}

void InFlight::read_left_over(int descriptor) {
    std::array<char, record_size> buffer{};
    for (off_t at = 0; pread(descriptor, buffer.data(), buffer.size(), at) > 0; at += static_cast<off_t>(record_size)) {
        std::string_view rest{buffer.data(), buffer.size()};
        const auto seq = std::strtoll(std::string{line(rest)}.c_str(), nullptr, 10);
        const auto tenant = line(rest);
        const auto conversation = line(rest);
        if (seq > 0 && !conversation.empty()) {
            left_over_.push_back({.conversation = {{std::string{tenant}}, std::string{conversation}}, .seq = seq});
        }
        buffer.fill('\0');
    }
}

InFlight::Seat InFlight::hold(const Ticket& ticket) {
    const auto record = record_of(ticket);
    const std::lock_guard lock{mutex_};
    std::size_t index = 0;
    while (index < is_taken_.size() && is_taken_[index]) ++index;
    if (index == is_taken_.size()) is_taken_.push_back(true);
    is_taken_[index] = true;
    write(index, record);
    return {*this, index};
}

void InFlight::wipe(std::size_t index) {
    const std::lock_guard lock{mutex_};
    is_taken_[index] = false;
    write(index, "\n");
}

// A record that cannot be written costs nothing but the count of one attempt. The first byte comes last: until then the
// seat is free, whenever the desk dies.
void InFlight::write(std::size_t index, const std::string& record) {
    if ((index + 1) * record_size > file_.size() || record.size() > record_size) return;
    auto* const at = file_.data() + index * record_size;
    std::copy(record.begin() + 1, record.end(), at + 1);
    std::atomic_ref{*at}.store(record.front(), std::memory_order_release);
}

}  // namespace desk
