// Who may add how much to the inbox. Rates are off until the configuration sets them; the high-water mark of the
// backlog always holds. Bounded: at most 100,000 buckets, the least recently used goes. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <desk/result.hpp>

#include "conversations/ids.hpp"

namespace desk {

// Messages per second and how many at once; zero per second: no limit.
struct Rate {
    double per_second = 0;
    double burst = 0;
};

struct AdmissionLimits {
    Rate user = {};
    Rate channel = {};
    Rate tenant = {};
    std::int64_t backlog = 50'000;  // waiting messages of the whole desk
    std::size_t buckets = 100'000;
};

class Admission {
public:
    explicit Admission(AdmissionLimits limits) : limits_{limits} {}

    // Errors: unavailable ("busy: …": the desk's backlog is full; "too fast: …": over a rate; both pass with time).
    Result<void> admit(const Tenant& tenant, const Place& place, std::string_view author, Time now);

    // Told from time to time how many messages wait, and whether the desk is stopping.
    void set_backlog(std::int64_t waiting) { backlog_ = waiting; }
    void set_draining(bool is_draining) { is_draining_ = is_draining; }
    bool is_full() const { return backlog_ >= limits_.backlog; }

private:
    struct Bucket {
        std::string key = {};
        double tokens = 0;
        Time at = {};
    };
    using Buckets = std::list<Bucket>;

    bool take(const std::string& key, const Rate& rate, Time now);

    AdmissionLimits limits_;
    std::atomic<std::int64_t> backlog_ = 0;
    std::atomic<bool> is_draining_ = false;
    std::mutex mutex_;
    Buckets recent_;                                                // guarded by mutex_; most recently used first
    std::unordered_map<std::string, Buckets::iterator> by_key_;  // guarded by mutex_
};

}  // namespace desk
