#include "bot/in_flight.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
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
    if (path.empty()) return InFlight{-1, seats};
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return unavailable("open " + path);

    InFlight file{descriptor, seats};
    file.read_left_over();
    if (ftruncate(descriptor, 0) != 0) return unavailable("truncate " + path);
    return file;
}

InFlight::InFlight(InFlight&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)},
      is_taken_{std::move(other.is_taken_)},
      left_over_{std::move(other.left_over_)} {}

InFlight::~InFlight() {
    if (descriptor_ >= 0) close(descriptor_);
}

void InFlight::read_left_over() {
    std::array<char, record_size> buffer{};
    for (off_t at = 0; pread(descriptor_, buffer.data(), buffer.size(), at) > 0; at += static_cast<off_t>(record_size)) {
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

void InFlight::write(std::size_t index, const std::string& record) {
    if (descriptor_ < 0 || record.size() > record_size) return;
    std::string padded = record;
    padded.resize(record_size, '\0');
    // A record that cannot be written costs nothing but the count of one attempt.
    [[maybe_unused]] const auto written =
        pwrite(descriptor_, padded.data(), padded.size(), static_cast<off_t>(index * record_size));
}

}  // namespace desk
