#include "plugins/working_time/calendar.hpp"
#include "plugins/working_time/check_calendar.hpp"
#include "plugins/working_time/working_time.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace desk {
namespace {

constexpr std::array<std::string_view, 7> day_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 5> fields{"id", "time_zone", "week", "holidays", "extra_days"};

Error in_place(const std::string& place, const Error& error) {
    return {error.code, place + ": " + error.what};
}

// `text` holds digits alone, at most four; -1 for anything else.
int digits(std::string_view text) {
    if (text.empty() || text.size() > 4) return -1;
    int number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + (digit - '0');
    }
    return number;
}

// "08:30" → 510, "24:00" → 1440; -1 when it is no clock time.
int minute_named(std::string_view clock) {
    if (clock.size() != 5 || clock[2] != ':') return -1;
    const int hour = digits(clock.substr(0, 2)), minute = digits(clock.substr(3));
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 1440) return -1;
    return hour * 60 + minute;
}

Result<Frame> read_frame(const Json& value) {
    const auto text = value.is_string() ? value.get<std::string>() : dump_json(value);
    const std::string_view clocks = text;
    const auto wrong = invalid("\"" + text.substr(0, 40) + "\" is not like \"08:00-17:00\"");
    if (clocks.size() != 11 || clocks[5] != '-') return wrong;
    const Frame frame{minute_named(clocks.substr(0, 5)), minute_named(clocks.substr(6))};
    if (frame.from < 0 || frame.until < 0) return wrong;
    return frame;
}

// Frames that touch are one; what else is wrong with them is said.
Result<Frames> read_frames(const Json& value) {
    if (!value.is_array()) return invalid("not a list of times, like [\"08:00-12:00\", \"13:00-17:00\"]");
    Frames frames;
    for (const auto& entry : value) {
        DESK_TRY(const auto frame, read_frame(entry));
        if (!frames.empty() && frames.back().until == frame.from && frame.from < frame.until) {
            frames.back().until = frame.until;
        } else {
            frames.push_back(frame);
        }
    }
    DESK_CHECK(check_frames(frames));
    return frames;
}

std::size_t day_named(std::string_view name) {
    return static_cast<std::size_t>(std::find(day_names.begin(), day_names.end(), name) - day_names.begin());
}

struct DayRun {
    std::size_t first = 0;
    std::size_t last = 0;
};

// "mon" | "mon-fri"
Result<DayRun> read_days(std::string_view name) {
    const auto dash = name.find('-');
    const DayRun run{day_named(name.substr(0, dash)),
                     day_named(dash == std::string_view::npos ? name : name.substr(dash + 1))};
    if (run.first < day_names.size() && run.last < day_names.size() && run.first <= run.last) return run;
    return invalid("not a day, like \"mon\" or \"mon-fri\"");
}

Result<void> read_week(const Json& week, Calendar& calendar) {
    std::array<bool, 7> is_said = {};
    if (!week.is_object()) return invalid("week: not a table");
    for (const auto& [name, value] : week.items()) {
        const auto place = "week." + name;
        const auto days = read_days(name);
        if (!days) return in_place(place, days.error());
        const auto frames = read_frames(value);
        if (!frames) return in_place(place, frames.error());
        for (auto day = days->first; day <= days->last; ++day) {
            if (std::exchange(is_said[day], true))
                return invalid(place + ": " + std::string{day_names[day]} + " is there twice");
            calendar.week[day] = *frames;
        }
    }
    return {};
}

Result<Day> read_date(std::string_view text) {
    const auto wrong = invalid("not a date, like \"2026-08-20\"");
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return wrong;
    const int year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8));
    if (year < 1970 || month < 1 || day < 1) return wrong;
    const Day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                   std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return wrong;
    return date;
}

// Calls `take(date, value)` for every entry of the table, which may be absent.
template <class Take>
Result<void> read_dates(const Json& entry, const char* table, Take take) {
    const auto* dates = find_field(entry, table);
    if (dates == nullptr || dates->is_null()) return {};
    if (!dates->is_object()) return invalid(std::string{table} + ": not a table of dates");
    for (const auto& [text, value] : dates->items()) {
        const auto place = std::string{table} + "." + text;
        const auto date = read_date(text);
        if (!date) return in_place(place, date.error());
        if (const Result<void> taken = take(*date, value); !taken) return in_place(place, taken.error());
    }
    return {};
}

Result<void> check_fields(const Json& entry) {
    if (!entry.is_object()) return invalid("not a table");
    for (const auto& [name, value] : entry.items()) {
        if (std::find(fields.begin(), fields.end(), name) == fields.end()) return invalid(name + ": no such field");
    }
    return {};
}

Result<Calendar> read_calendar(const Json& entry) {
    Calendar calendar;
    DESK_CHECK(check_fields(entry));
    DESK_TRY(calendar.id, text_field(entry, "id"));
    if (calendar.id.empty()) return invalid("id: empty");
    DESK_TRY(calendar.time_zone, text_field(entry, "time_zone"));
    const auto* week = find_field(entry, "week");
    if (week == nullptr) return invalid("week: missing");
    DESK_CHECK(read_week(*week, calendar));
    DESK_CHECK(read_dates(entry, "holidays", [&](Day day, const Json& value) -> Result<void> {
        if (!value.is_string()) return invalid("not a name");
        calendar.holidays[day] = value.get<std::string>();
        return {};
    }));
    DESK_CHECK(read_dates(entry, "extra_days", [&](Day day, const Json& value) -> Result<void> {
        DESK_TRY(const auto frames, read_frames(value));
        if (frames.empty()) return invalid("a working day without a time");
        calendar.extra_days[day] = frames;
        return {};
    }));
    DESK_TRY(const auto counted, WorkingTime::of(calendar));
    return counted.calendar();
}

}  // namespace

Result<std::map<std::string, Calendar>> read_calendars(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    const auto* list = find_field(document, "calendars");
    if (list == nullptr || !list->is_array()) return invalid("calendars: missing");

    std::map<std::string, Calendar> calendars;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto place = "calendars[" + std::to_string(i) + "]";
        auto calendar = read_calendar((*list)[i]);
        if (!calendar) return in_place(place, calendar.error());
        if (calendars.contains(calendar->id)) return invalid(place + ".id: \"" + calendar->id + "\" is there twice");
        auto id = calendar->id;
        calendars.emplace(std::move(id), *std::move(calendar));
    }
    return calendars;
}

}  // namespace desk
