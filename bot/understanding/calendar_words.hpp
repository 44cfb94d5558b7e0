// Days, parts of days, weekdays, months and lengths of time by name, in three languages, with Hungarian endings; for
// time_words.cpp alone. Words are as in SpelledText::word. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace desk {

// What an ending or a preposition says of a moment.
enum class MomentBound { none, since, until };

struct DayWord {
    int days = 0;  // from today
    MomentBound bound = MomentBound::none;
};
std::optional<DayWord> day_word(std::string_view word);

struct DayPart {
    int minute = 0;
    MomentBound bound = MomentBound::none;
    bool stands_alone = false;  // "reggel" means this morning; "morning" is a greeting
};
std::optional<DayPart> day_part(std::string_view word);

struct WeekdayWord {
    unsigned day = 1;  // ISO: Monday is 1
    MomentBound bound = MomentBound::none;
};
std::optional<WeekdayWord> weekday_word(std::string_view word);

// 1–12
std::optional<unsigned> month_word(std::string_view word);

struct TimeUnitWord {
    int minutes = 0;
    bool says_since = false;  // "órája", "napja": for that long until now
};
std::optional<TimeUnitWord> time_unit(std::string_view word);

MomentBound preposition(std::string_view word);  // "since", "seit", "bis", …
bool is_week(std::string_view word);             // "week", "héten", "Woche"
int direction(std::string_view word);  // "last", "múlt", "letzten": -1; "next", "jövő", "nächsten": 1; else 0

}  // namespace desk
