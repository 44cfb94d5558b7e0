#include "bot/deliver/retry.hpp"

#include <algorithm>

namespace desk {

std::chrono::milliseconds pause_before_next(int attempt, std::optional<std::chrono::milliseconds> asked, double chance,
                                            const RetryLimits& limits) {
    using std::chrono::milliseconds;
    if (asked) return std::clamp(*asked, milliseconds{std::chrono::seconds{1}}, milliseconds{std::chrono::hours{1}});

    const auto doublings = std::clamp(attempt - 1, 0, 20);
    const auto ceiling = std::min(limits.first_pause * (1 << doublings), limits.longest_pause);
    return milliseconds{static_cast<milliseconds::rep>(static_cast<double>(ceiling.count()) * chance)};
}

std::optional<const char*> reason_to_give_up(int attempts, Time first_at, Time now, std::chrono::milliseconds paused,
                                             const RetryLimits& limits) {
    const auto age = now - first_at;
    if (attempts >= limits.attempts) return "expired: too many attempts";
    if (age >= limits.send_time) return "expired: too old";
    if (age - paused >= limits.hold_max) return "held its conversation for too long";
    return std::nullopt;
}

}  // namespace desk
