// Moments as people name them, in English, Hungarian and German: "since yesterday", "tegnap óta", "seit heute früh",
// "péntekig", "by 5 pm", "2 órája", "am 24. November", "2026-11-24". Pure: the present is passed in; any thread.
#pragma once

#include "bot/understanding/slot.hpp"
#include "bot/understanding/spelled_text.hpp"
#include <desk/phrase.hpp>

#include <string>
#include <string_view>

namespace desk {

// Where and when the person is. A zone nobody knows counts as UTC.
struct PersonsClock {
    Time now = {};
    std::string zone = "UTC";  // IANA
};

// The moment named from word `at` on; its slot is since, until or time. A weekday alone is the next one, with "since"
// or "last" the one before; a date without a year the nearest. Parts of a day begin at: dawn 04:00, morning 06:00,
// forenoon 09:00, noon and afternoon 12:00, evening 18:00, night 22:00; a day at 00:00. "fél kilenc" and "halb neun"
// are 8:30.
bool moment_at(const SpelledText& text, std::size_t at, std::string_view language, const PersonsClock& clock,
               Slot& found);

// "2026-11-24T23:00Z"
std::string minute_stamp(Time at);

}  // namespace desk
