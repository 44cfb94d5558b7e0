#include "plugins/working_time/working_time.hpp"

#include "plugins/working_time/check_calendar.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

using namespace std::chrono;

// How far a search looks: a calendar that is closed for longer is refused, and no promise is longer than a century.
constexpr days most_closed_days{366};
constexpr days most_days{36'600};

struct Opening {
    Time from = {};
    Time until = {};
};

Day next_day(Day day) {
    return sys_days{day} + days{1};
}

// As long as the clock of the place makes it: a frame over a change of the clock is an hour longer or shorter.
Opening opening(const LocalZone& zone, Day day, const Frame& frame) {
    const auto until = frame.until == 1440 ? LocalMinute{next_day(day), 0} : LocalMinute{day, frame.until};
    return {zone.time_of({day, frame.from}), zone.time_of(until)};
}

// Calls `visit` with every opening that ends after `from`, in order, until it says true. False: it never did.
template <class Visit>
bool visit_openings(const Calendar& calendar, const LocalZone& zone, Time from, Visit visit) {
    const sys_days first{zone.local(from).day};
    auto last_open = first;
    for (auto day = first; day - last_open <= most_closed_days && day - first <= most_days; day += days{1}) {
        for (const auto& frame : frames_on(calendar, day)) {
            last_open = day;
            const auto open = opening(zone, day, frame);
            if (open.until > from && open.until > open.from && visit(open)) return true;
        }
    }
    return false;
}

}  // namespace

Result<WorkingTime> WorkingTime::of(Calendar calendar) {
    auto zone = LocalZone::named(calendar.time_zone);
    if (!zone) return invalid("calendar \"" + calendar.id + "\": " + zone.error().what);
    DESK_CHECK(check_calendar(calendar));
    return WorkingTime{std::move(calendar), *std::move(zone)};
}

bool WorkingTime::is_open(Time at) const {
    bool is_open = false;
    visit_openings(calendar_, zone_, at, [&](const Opening& open) {
        is_open = open.from <= at;
        return true;
    });
    return is_open;
}

Time WorkingTime::next_opening(Time at) const {
    auto found = at;
    visit_openings(calendar_, zone_, at, [&](const Opening& open) {
        found = std::max(open.from, at);
        return true;
    });
    return found;
}

Time WorkingTime::due(Time start, seconds length) const {
    if (length <= seconds{0}) return start;
    milliseconds left = length;
    auto found = start;
    visit_openings(calendar_, zone_, start, [&](const Opening& open) {
        const auto from = std::max(open.from, start);
        const auto room = open.until - from;
        found = from + std::min<milliseconds>(left, room);
        left -= room;
        return left <= milliseconds{0};
    });
    return found;
}

Time WorkingTime::due_in_days(Time start, int count) const {
    const auto from = next_opening(start);
    const auto clock = zone_.local(from);
    const auto within_minute = from - floor<minutes>(from);
    auto day = sys_days{clock.day};
    auto last_open = day;
    for (int left = std::min(count, static_cast<int>(most_days.count())); left > 0;) {
        day += days{1};
        if (day - last_open > most_closed_days) break;
        if (frames_on(calendar_, day).empty()) continue;
        last_open = day;
        --left;
    }
    return day == sys_days{clock.day} ? from : zone_.time_of({day, clock.minute}) + within_minute;
}

seconds WorkingTime::between(Time from, Time until) const {
    milliseconds worked{0};
    if (until <= from) return seconds{0};
    visit_openings(calendar_, zone_, from, [&](const Opening& open) {
        if (open.from >= until) return true;
        worked += std::min(open.until, until) - std::max(open.from, from);
        return open.until >= until;
    });
    return floor<seconds>(worked);
}

}  // namespace desk
