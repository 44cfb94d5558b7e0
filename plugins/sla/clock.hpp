// The clocks of one request: when the first reply, the next reply and the solution are due, how much of each is used
// up, and when the desk is to be warned. A pure function of what was recorded: the same events give the same clocks,
// whenever and however often they are worked out, in whatever order they are handed in. Any thread.
//
// A clock starts when the request is filed, also outside hours, and counts from the next opening. It stands still while
// the customer is waited for; the solution's clock also while the vendor is, when the plan says so (a reply is owed all
// the same). What is left when it stops is counted from where it goes on. A request that is opened again goes on with
// the old clock. When the priority changes, what was used up counts against the new promise.
#pragma once

#include "plugins/sla/plan.hpp"
#include "plugins/working_time/working_time.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace desk {

enum class SlaEventKind {
    filed,
    desk_reply,        // something public was said to the customer
    customer_message,  // the customer said something: no longer waited for
    waiting_for_customer,
    customer_wait_over,
    waiting_for_vendor,
    vendor_wait_over,
    resolved,  // also a reply
    reopened,  // the customer waits for a reply again
    priority_changed
};

struct SlaEvent {
    SlaEventKind kind = SlaEventKind::filed;
    Time at = {};
    int seq = 0;                // its place in the log; orders events of the same moment
    std::string priority = {};  // of filed and priority_changed: "P2"
};

enum class SlaClockName { first_response, next_response, resolution };
inline constexpr std::array sla_clock_names{SlaClockName::first_response, SlaClockName::next_response,
                                            SlaClockName::resolution};

// unpromised: no time was promised · idle: nothing is owed now · on_track · at_risk: less than a quarter is left
// · breached: the time is over, and what was promised is not done · met, missed: done in time, or late
enum class SlaState { unpromised, idle, on_track, at_risk, breached, met, missed };

struct SlaWarning {
    int percent = 0;  // 50, 75, 100
    Time at = {};
};

struct SlaClock {
    SlaClockName name = SlaClockName::first_response;
    SlaState state = SlaState::unpromised;
    SlaTarget target = {};
    int round = 0;                 // of the next reply: how many were owed so far, this one included; else 1
    std::optional<Time> due = {};  // none: no time, idle, or paused (it moves as long as it is)
    std::optional<Time> paused_since = {};
    std::chrono::seconds consumed = {};  // of the promised time, as the plan counts it
    std::chrono::seconds total = {};
    std::vector<SlaWarning> warnings = {};  // of this round, past and to come as things stand, in order
};

struct SlaStanding {
    std::array<SlaClock, 3> clocks = {};
    // When something changes although nothing happens: the next warning of a clock that runs. None: nothing to wait
    // for.
    std::optional<Time> next_change = {};

    const SlaClock& operator[](SlaClockName name) const { return clocks[static_cast<std::size_t>(name)]; }
};

// How the clocks stand at `now`; events after `now` have not happened yet. `in` is the plan's calendar.
SlaStanding sla_standing(std::span<const SlaEvent> events, const SlaPlan& plan, const WorkingTime& in, Time now);

// The name in logs and keys of texts: "first_response" | "on_track".
std::string_view name_of(SlaClockName name);
std::string_view name_of(SlaState state);

}  // namespace desk
