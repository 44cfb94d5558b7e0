// Which connections to look at, and when. Entries are never removed: a deadline that has moved is
// noticed when its old entry comes due, so that a busy connection costs one entry in seconds
// instead of one per request. One thread at a time.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

namespace desk {

class Deadlines {
public:
    using Moment = std::chrono::steady_clock::time_point;

    void add(Moment when, std::uint64_t connection) { entries_.emplace(when, connection); }

    // The next entry that is due, removed. None: nothing is.
    std::optional<std::pair<Moment, std::uint64_t>> take_due(Moment now) {
        if (entries_.empty() || entries_.top().first > now) return std::nullopt;
        const auto entry = entries_.top();
        entries_.pop();
        return entry;
    }

    // How long until the next one, at most `most`.
    std::chrono::milliseconds pause(Moment now, std::chrono::milliseconds most) const {
        if (entries_.empty()) return most;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(entries_.top().first - now);
        return std::clamp(left, std::chrono::milliseconds{0}, most);
    }

private:
    using Entry = std::pair<Moment, std::uint64_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> entries_;
};

}  // namespace desk
