// When a desk works: the frames of each weekday, holidays, and working days that were moved to another date. The base
// of every promised time (SLA) and of every price that depends on the hour. Rules and vectors:
// ../shared/facts/partner-support.md §6.3–6.5. Pure values; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

using Day = std::chrono::year_month_day;

// Minutes after local midnight; `until` is not part of it and may be 1440.
struct Frame {
    int from = 0;
    int until = 0;
    bool operator==(const Frame&) const = default;
};
using Frames = std::vector<Frame>;  // in order, none touching another

// What a date is. Precedence: extra working day, then holiday, then the weekday table.
enum class DayKind { weekday, weekend, holiday, extra_working_day };

struct Calendar {
    std::string id = {};                       // "hu-8x5"
    std::string time_zone = "UTC";             // IANA name
    std::array<Frames, 7> week = {};           // Monday first; empty: closed
    std::map<Day, std::string> holidays = {};  // closed, whatever the weekday; with its name
    std::map<Day, Frames> extra_days = {};     // worked, whatever the weekday and the holidays
    bool operator==(const Calendar&) const = default;
};

// The calendars of a file (TOML, handed over as JSON), by id. The file is explained in bot/sample/desk/calendars.toml.
// Frames that touch become one; a field nobody knows is an error, because a holiday in it would be lost. Errors:
// invalid ("calendars[0]: week.mon: …"; a zone nobody knows; frames that overlap or run backwards; no working minute in
// 366 days: around the years the file names, or ever after).
Result<std::map<std::string, Calendar>> read_calendars(std::string_view json);

// A weekend is Saturday and Sunday, whether or not they are worked.
DayKind kind_of(const Calendar& calendar, Day day);
// The frames worked on that date; empty: closed.
const Frames& frames_on(const Calendar& calendar, Day day);

// The last year the calendar names a holiday or extra day of; 0: none. For the warning that next year's are missing.
int last_year_known(const Calendar& calendar);

}  // namespace desk
