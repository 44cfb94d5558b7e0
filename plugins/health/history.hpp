// How a source's services were on each of the last ninety days: the worst of the day, one letter a day. Pure.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/status_report.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace desk {

constexpr std::size_t history_days = 90;

// By service: the desk's id, or the folded name of what is not mapped. A letter a day, oldest first, the last one is
// `day`: k fine, w watched, d degraded, o outage, - not known.
struct ServiceHistory {
    std::chrono::sys_days day = {};
    std::map<std::string, std::string> days = {};

    // Moves on to `today`; days in between are not known.
    void move_to(std::chrono::sys_days today);
    // What the report says now, if it is worse than what was known of today.
    void take(const StatusReport& report, Time now);
    // The days of one service, merged from all entries that are it; "" when there is none.
    std::string of(const Service& service) const;
};

std::string write_history(const ServiceHistory& history);
// What cannot be read is as if nothing had been kept.
ServiceHistory read_history(std::string_view document);

// The worse letter of each day, the shorter one filled with unknown days in front.
std::string merged_days(std::string a, std::string b);

// "▁▁▂█": one bar a day.
std::string bars_of(std::string_view days);
// Days without trouble, and days known.
struct DayCount {
    int fine = 0;
    int known = 0;
};
DayCount count_days(std::string_view days);

}  // namespace desk
