// When a reply that could not be sent is tried again, and when it is given up. Pure.
#pragma once

#include <chrono>
#include <optional>

#include <desk/phrase.hpp>

namespace desk {

struct RetryLimits {
    int attempts = 20;
    std::chrono::milliseconds send_time{std::chrono::hours{24}};    // from when it was first due
    std::chrono::milliseconds hold_max{std::chrono::minutes{15}};  // a reply may hold its conversation this long
    std::chrono::milliseconds attempt_time{10'000};  // for the platform to answer one attempt
    std::chrono::milliseconds first_pause{1'000};
    std::chrono::milliseconds longest_pause{300'000};
    std::chrono::milliseconds look_every{0};  // see Lookout
};

// After attempt number `attempt` (from 1): what the platform asked for (kept within 1 s … 1 h), else a random part of
// first_pause · 2^(attempt-1), at most longest_pause ("full jitter"). `chance`: 0 ≤ chance < 1.
std::chrono::milliseconds pause_before_next(int attempt, std::optional<std::chrono::milliseconds> asked, double chance,
                                            const RetryLimits& limits);

// Why a reply that has failed `attempts` times since `first_at` is not tried again; none: it is. `held`: time since
// first_at in which its adapter was not paused.
std::optional<const char*> reason_to_give_up(int attempts, Time first_at, Time now, std::chrono::milliseconds paused,
                                             const RetryLimits& limits);

}  // namespace desk
