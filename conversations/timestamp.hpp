// Times in documents: RFC 3339 in UTC with milliseconds, "2026-11-24T09:05:00.000Z".
#pragma once

#include <string>
#include <string_view>

#include <desk/phrase.hpp>
#include <desk/result.hpp>

namespace desk {

// Years 0000 to 9999; others are written as the nearest of these.
std::string timestamp(Time time);

// Any RFC 3339 time: a space or "t" for "T", any number of decimals (cut to milliseconds), an offset ("+02:00"), a
// leap second (read as the second before). Errors: invalid (not a time, or a day the calendar does not have).
Result<Time> read_timestamp(std::string_view text);

}  // namespace desk
