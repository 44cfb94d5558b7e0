#include "bot/runtime/recent_durations.hpp"

#include <algorithm>
#include <vector>

namespace desk {

void RecentDurations::add(std::chrono::microseconds took) {
    kept_[next_] = took;
    next_ = (next_ + 1) % most;
    size_ = std::min(size_ + 1, most);
}

std::optional<std::chrono::microseconds> RecentDurations::p95() const {
    if (size_ == 0) return {};
    std::vector<std::chrono::microseconds> sorted{kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(size_)};
    const auto rank = (size_ * 95 + 99) / 100;  // from 1
    const auto wanted = sorted.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(sorted.begin(), wanted, sorted.end());
    return *wanted;
}

}  // namespace desk
