// What the calendar and the clock on somebody's wall say: time zones by ICU, the calendar by std::chrono. Any thread.
#pragma once

#include <chrono>
#include <string_view>

#include <desk/phrase.hpp>

namespace desk {

struct LocalTime {
    std::chrono::sys_days day = {};  // the local calendar day
    int hour = 0;
    int minute = 0;
};

// `zone` is an IANA name; one that does not exist counts as UTC.
LocalTime local_time(Time at, std::string_view zone);
std::chrono::minutes offset_from_utc(Time at, std::string_view zone);
bool is_time_zone(std::string_view name);

}  // namespace desk
