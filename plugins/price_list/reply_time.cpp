#include "plugins/price_list/reply_time.hpp"

#include <array>
#include <cstddef>
#include <sstream>
#include <string>

namespace desk {
namespace {

// Digits only, at most nine of them; -1 for anything else.
std::int64_t whole_number(std::string_view text) {
    if (text.empty() || text.size() > 9) return -1;
    std::int64_t number = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return -1;
        number = number * 10 + (digit - '0');
    }
    return number;
}

// "mon-fri 08:00-17:00" or "sat 09:00-12:00".
Result<Hours::Run> read_run(std::string_view text) {
    const auto no_run = invalid("hours: not like \"mon-fri 08:00-17:00\": " + std::string{text});
    while (text.starts_with(' ')) text.remove_prefix(1);
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return no_run;
    const auto days = text.substr(0, space);
    const auto times = text.substr(space + 1);
    if (times.size() != 11 || times[5] != '-') return no_run;

    const Hours::Run run{.first_day = day_named(days.substr(0, 3)),
                         .last_day = day_named(days.substr(days.size() > 3 ? 4 : 0)),
                         .from_minute = minute_of_day(times.substr(0, 5)),
                         .to_minute = minute_of_day(times.substr(6))};
    const bool is_days =
        (days.size() == 3 || (days.size() == 7 && days[3] == '-')) && run.first_day > 0;
    if (!is_days || run.last_day < run.first_day || run.from_minute < 0 ||
        run.to_minute <= run.from_minute) {
        return no_run;
    }
    return run;
}

}  // namespace

Result<ReplyTime> read_reply_time(std::string_view text) {
    if (text == "best effort") return ReplyTime{.is_best_effort = true};
    DESK_TRY(const auto promise, read_first_response(text));
    return ReplyTime{.promise = promise};
}

Result<FirstResponse> read_first_response(std::string_view text) {
    if (text == "none") return FirstResponse{};
    std::istringstream words{std::string{text}};
    std::string number, unit, rest;
    words >> number >> unit;
    const bool is_business = unit == "business";
    if (is_business) words >> unit;
    const auto count = static_cast<int>(whole_number(number));
    if (unit.ends_with('s')) unit.pop_back();
    if (count >= 1 && count <= 10'000 && !(words >> rest)) {
        if (unit == "minute") return FirstResponse{.minutes = count, .business_hours = is_business};
        if (unit == "hour")
            return FirstResponse{.minutes = count * 60, .business_hours = is_business};
        if (unit == "day" && is_business)
            return FirstResponse{.business_days = count, .business_hours = true};
    }
    return invalid("first reply: not like \"4 business hours\": " + std::string{text});
}

Result<Hours> read_hours(std::string_view text) {
    Hours hours;
    if (text == "24x7") return hours;
    while (true) {
        const auto comma = text.find(',');
        DESK_TRY(const auto run, read_run(text.substr(0, comma)));
        hours.runs.push_back(run);
        if (comma == std::string_view::npos) return hours;
        text.remove_prefix(comma + 1);
    }
}

Result<std::int64_t> read_hundredths(std::string_view decimal) {
    const auto point = decimal.find('.');
    const auto whole = whole_number(decimal.substr(0, point));
    std::string fraction =
        point == std::string_view::npos ? "0" : std::string{decimal.substr(point + 1)};
    if (fraction.size() == 1) fraction += '0';
    const auto rest = whole_number(fraction);
    if (whole < 0 || rest < 0 || fraction.size() != 2) {
        return invalid("not a number with at most two decimals: " + std::string{decimal});
    }
    return whole * 100 + rest;
}

int day_named(std::string_view name) {
    constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu",
                                                    "fri", "sat", "sun"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<int>(i) + 1;
    }
    return 0;
}

int minute_of_day(std::string_view clock) {
    if (clock.size() != 5 || clock[2] != ':') return -1;
    const auto hour = whole_number(clock.substr(0, 2));
    const auto minute = whole_number(clock.substr(3));
    if (hour < 0 || minute < 0 || minute > 59 || hour * 60 + minute > 24 * 60) return -1;
    return static_cast<int>(hour * 60 + minute);
}

}  // namespace desk
