// When each clock ran, from what was recorded; counting is the business of clock.cpp. Pure; any thread.
#pragma once

#include "plugins/sla/clock.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk {

struct SlaRun {
    Time from = {};
    std::optional<Time> until = {};  // none: it still runs
};

// One thing that is owed: from when, how the clock ran, and when it was done.
struct SlaRound {
    int number = 1;
    Time started = {};
    std::vector<SlaRun> runs = {};
    std::optional<Time> paused_since = {};
    std::optional<Time> done = {};
    std::string priority = {};  // the latest while it is owed: a promise that was kept is not judged by a later one
};

struct SlaTimeline {
    std::string priority = {};  // the latest
    // By SlaClockName; none: nothing was ever owed.
    std::array<std::optional<SlaRound>, 3> rounds = {};
};

// Events after `now` are left out; what is filed twice is filed once.
SlaTimeline sla_timeline(std::span<const SlaEvent> events, bool pauses_for_vendor, Time now);

}  // namespace desk
