// Counting inside working time. Nothing here loops without an end: a search stops after 366 days without a frame, and
// after a hundred years.
#pragma once

#include "plugins/working_time/calendar.hpp"
#include "plugins/working_time/zone.hpp"

#include <chrono>
#include <optional>

namespace desk {

// A calendar with its zone looked up. Immutable; any thread.
class WorkingTime {
public:
    // Errors: invalid (zone; no working minute in 366 days).
    static Result<WorkingTime> of(Calendar calendar);

    const Calendar& calendar() const { return calendar_; }
    const LocalZone& zone() const { return zone_; }

    bool is_open(Time at) const;
    // `at` itself when it is open.
    Time next_opening(Time at) const;
    // The moment `length` of working time after `start`; may be exactly a closing time. Elapsed time is counted, so a
    // frame over a change of the clock is as long as it really is.
    Time due(Time start, std::chrono::seconds length) const;
    // The same clock time `count` working days later, counted from the next opening when `start` is outside hours; also
    // where that day closes earlier.
    Time due_in_days(Time start, int count) const;
    // Working time between the two, the inverse of `due`: between(start, due(start, l)) is l. Zero when until ≤ from.
    std::chrono::seconds between(Time from, Time until) const;

private:
    WorkingTime(Calendar calendar, LocalZone zone) : calendar_{std::move(calendar)}, zone_{std::move(zone)} {}

    Calendar calendar_;
    LocalZone zone_;
};

}  // namespace desk
