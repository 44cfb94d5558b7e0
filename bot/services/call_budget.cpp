#include "bot/services/call_budget.hpp"

#include <chrono>

namespace desk {

bool CallBudget::take(Time now) {
    const auto since = now.time_since_epoch();
    const auto minute = static_cast<std::int64_t>(std::chrono::floor<std::chrono::minutes>(since).count());
    const auto day = static_cast<std::int64_t>(std::chrono::floor<std::chrono::days>(since).count());
    const std::lock_guard lock{mutex_};
    if (minute > minute_.number) minute_ = {.number = minute};
    if (day > day_.number) day_ = {.number = day};
    if (minute_.calls >= limits_.per_minute || day_.calls >= limits_.per_day) return false;
    ++minute_.calls;
    ++day_.calls;
    return true;
}

}  // namespace desk
