// When work begins, as people write it: "Saturday 10:00", "holnap 18:30", "am Samstag um 10 Uhr",
// "2026-08-08 10:00", and how far the way is: "15 km". English, Hungarian and German words are
// understood in every language. Pure; any thread.
#pragma once

#include "plugins/working_time/zone.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <string_view>

namespace desk {

struct WorkWish {
    Time start = {};
    std::int64_t km = 0;
};

// On the clock of `zone`. Nothing said: now. A day without a time: 10:00 (today: now); a weekday is
// the next one, today's when its time is still to come; a time without a day is today's, or
// tomorrow's when it has passed. Errors: invalid (a word that is none of these; a date or time that
// does not exist; two days, two times).
Result<WorkWish> read_when(std::string_view text, const LocalZone& zone, Time now);

}  // namespace desk
