// Hours, days of a month and lengths of time as people write them; for time_words.cpp alone. Pure; any thread.
#pragma once

#include "bot/understanding/spelled_text.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace desk {

// "24" → 24; anything but digits: -1.
int digits_value(std::string_view word);
// "8", "nyolc", "nyolckor", "acht", "eight"; -1: none.
int hour_word(std::string_view word);
// The day of "24", "24th", "24en"; -1: none.
int ordinal(std::string_view word);

// What Hungarian puts behind a day or an hour: "24-én", "1-jétől", "8-kor".
bool is_date_ending(std::string_view word);

struct LengthOfTime {
    int minutes = 0;
    bool says_since = false;  // "két órája"
    std::size_t words = 0;
};
// "2 hours", "két órája", "30min", "half an hour", "einer halben Stunde" from word `at` on.
std::optional<LengthOfTime> length_of_time_at(const SpelledText& text, std::size_t at, std::string_view language);

}  // namespace desk
