#include "plugins/working_time/check_calendar.hpp"

#include <algorithm>
#include <string>

namespace desk {
namespace {

using namespace std::chrono;

constexpr days most_closed_days{366};

std::string clock_text(int minute) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

std::string frame_text(const Frame& frame) {
    return clock_text(frame.from) + "-" + clock_text(frame.until);
}

Error never_open(const Calendar& calendar, const std::string& when) {
    return invalid("calendar \"" + calendar.id + "\": no working minute in 366 days " + when);
}

int first_year_known(const Calendar& calendar) {
    int year = last_year_known(calendar);
    if (!calendar.holidays.empty()) year = std::min(year, static_cast<int>(calendar.holidays.begin()->first.year()));
    if (!calendar.extra_days.empty())
        year = std::min(year, static_cast<int>(calendar.extra_days.begin()->first.year()));
    return year;
}

}  // namespace

Result<void> check_frames(const Frames& frames) {
    int after = -1;
    for (const auto& frame : frames) {
        if (frame.from < 0 || frame.until > 1440) return invalid(frame_text(frame) + " is not within a day");
        if (frame.until <= frame.from) return invalid(frame_text(frame) + " runs backwards");
        if (frame.from <= after) return invalid(frame_text(frame) + " overlaps or touches the one before it");
        after = frame.until;
    }
    return {};
}

Result<void> check_calendar(const Calendar& calendar) {
    for (const auto& frames : calendar.week) DESK_CHECK(check_frames(frames));
    for (const auto& [day, frames] : calendar.extra_days) DESK_CHECK(check_frames(frames));
    const bool is_open_later =
        std::any_of(calendar.week.begin(), calendar.week.end(), [](const Frames& frames) { return !frames.empty(); });
    if (!is_open_later) return never_open(calendar, "(every weekday is closed)");

    const int last = last_year_known(calendar);
    if (last == 0) return {};
    const sys_days first_day{year{first_year_known(calendar)} / January / 1};
    const sys_days last_day{year{last + 1} / December / 31};
    auto last_open = first_day - days{1};
    for (auto day = first_day; day <= last_day; day += days{1}) {
        if (!frames_on(calendar, day).empty()) last_open = day;
        if (day - last_open < most_closed_days) continue;
        return never_open(calendar, "up to " + std::to_string(static_cast<int>(Day{day}.year())));
    }
    return {};
}

}  // namespace desk
