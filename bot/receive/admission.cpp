#include "bot/receive/admission.hpp"

#include <algorithm>

namespace desk {

Result<void> Admission::admit(const Tenant& tenant, const Place& place, std::string_view author, Time now) {
    if (is_draining_) return unavailable("busy: the desk is stopping");
    if (is_full()) return unavailable("busy: " + std::to_string(backlog_) + " messages wait");

    const auto user = "u " + place.adapter + " " + std::string{author};
    const auto channel = "c " + place.adapter + " " + place.channel;
    if (!take("t " + tenant.customer, limits_.tenant, now)) return unavailable("too fast: the customer's rate");
    if (!take(channel, limits_.channel, now)) return unavailable("too fast: the channel's rate");
    if (!take(user, limits_.user, now)) return unavailable("too fast: the person's rate");
    return {};
}

bool Admission::take(const std::string& key, const Rate& rate, Time now) {
    if (rate.per_second <= 0) return true;

    const std::lock_guard lock{mutex_};
    auto found = by_key_.find(key);
    if (found == by_key_.end()) {
        recent_.push_front({.key = key, .tokens = rate.burst, .at = now});
        found = by_key_.emplace(key, recent_.begin()).first;
    } else {
        recent_.splice(recent_.begin(), recent_, found->second);
    }
    auto& bucket = *found->second;
    const std::chrono::duration<double> passed = std::max(now - bucket.at, Time::duration::zero());
    bucket.tokens = std::min(rate.burst, bucket.tokens + passed.count() * rate.per_second);
    bucket.at = now;

    if (recent_.size() > limits_.buckets) {
        by_key_.erase(recent_.back().key);
        recent_.pop_back();
    }
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace desk
