// Whether a platform can be reached at all: one circuit per adapter. It opens on 10 failures in a row over at least 3
// conversations, or when the platform refuses us (401, 403, a revoked token); then one reply is let through every
// 30 s, growing to 5 min, until one is taken. While it is open no reply is attempted and the 15 minutes of
// retry.hpp stand still. A rate limit closes the way for as long as the platform asked. Any thread.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "conversations/ids.hpp"

namespace desk {

class Circuit {
public:
    struct Limits {
        int failures = 10;
        std::size_t conversations = 3;
        std::chrono::milliseconds first_probe{30'000};
        std::chrono::milliseconds longest_probe{300'000};
    };

    explicit Circuit(Limits limits) : limits_{limits} {}

    // True: send. When the circuit is open and a probe is due, one caller is told to send and becomes the probe.
    bool may_send(const std::string& adapter, Time now);
    // When it makes sense to ask again; `now` when it is closed.
    Time next_try(const std::string& adapter, Time now) const;
    // How long the adapter has been paused since `since`.
    std::chrono::milliseconds paused_since(const std::string& adapter, Time since, Time now) const;

    void succeeded(const std::string& adapter, Time now);
    // True: this failure opened the circuit (the operator is told).
    bool failed(const std::string& adapter, const ConversationKey& conversation, Time now);
    bool refused(const std::string& adapter, Time now);
    void asked_to_wait(const std::string& adapter, Time until);

    // Adapters whose circuit is open, for status.
    std::set<std::string> open() const;

private:
    struct State {
        bool is_open = false;
        Time opened_at = {};
        Time next_probe = {};
        std::chrono::milliseconds probe_pause = {};
        Time wait_until = {};  // the platform's own rate limit
        int failures = 0;
        std::set<ConversationKey> conversations = {};
        std::chrono::milliseconds paused_before = {};  // sum of closed pauses
        Time last_closed_at = {};
    };

    bool open_now(State& state, Time now);

    Limits limits_;
    mutable std::mutex mutex_;
    std::map<std::string, State> states_;  // guarded by mutex_; one per configured adapter
};

}  // namespace desk
