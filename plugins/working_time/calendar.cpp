#include "plugins/working_time/calendar.hpp"

#include <algorithm>

namespace desk {

DayKind kind_of(const Calendar& calendar, Day day) {
    if (calendar.extra_days.contains(day)) return DayKind::extra_working_day;
    if (calendar.holidays.contains(day)) return DayKind::holiday;
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    const bool is_weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    return is_weekend ? DayKind::weekend : DayKind::weekday;
}

const Frames& frames_on(const Calendar& calendar, Day day) {
    static const Frames closed;
    if (const auto extra = calendar.extra_days.find(day); extra != calendar.extra_days.end()) return extra->second;
    if (calendar.holidays.contains(day)) return closed;
    return calendar.week[std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() - 1];
}

int last_year_known(const Calendar& calendar) {
    int year = 0;
    if (!calendar.holidays.empty()) year = static_cast<int>(calendar.holidays.rbegin()->first.year());
    if (calendar.extra_days.empty()) return year;
    return std::max(year, static_cast<int>(calendar.extra_days.rbegin()->first.year()));
}

}  // namespace desk
