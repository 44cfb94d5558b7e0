// What an offer promises as first response (or as solution), and its hours, as a price list writes
// them. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <string_view>

namespace desk {

// "4 business hours" is measured in support hours, "30 minutes" on the clock, "best effort" without
// a promise.
struct ReplyTime {
    FirstResponse promise = {};  // zero: none
    bool is_best_effort = false;
    bool is_promised() const { return promise.minutes > 0 || promise.business_days > 0; }
    bool operator==(const ReplyTime&) const = default;
};

// "4 business hours" | "30 minutes" | "2 business days" | "best effort" | "none". Errors of all:
// invalid.
Result<ReplyTime> read_reply_time(std::string_view text);
// The same without "best effort".
Result<FirstResponse> read_first_response(std::string_view text);
// "mon-fri 08:00-17:00, sat 09:00-12:00" | "24x7".
Result<Hours> read_hours(std::string_view text);
// Hundredths: "4.50" → 450.
Result<std::int64_t> read_hundredths(std::string_view decimal);
// 1 (Monday) … 7 of "mon" … "sun"; 0: none of them. Minutes of "08:30", up to "24:00"; -1: no time.
int day_named(std::string_view name);
int minute_of_day(std::string_view clock);

}  // namespace desk
