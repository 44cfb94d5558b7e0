#include "bot/understanding/calendar_words.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

struct Named {
    std::string_view word;
    int value;
};

// clang-format off
constexpr std::array days{
    Named{"today", 0}, Named{"ma", 0}, Named{"mai", 0}, Named{"heute", 0}, Named{"yesterday", -1}, Named{"yday", -1}, Named{"tegnap", -1},
    Named{"gestern", -1}, Named{"tegnapelott", -2}, Named{"vorgestern", -2}, Named{"tomorrow", 1}, Named{"tmrw", 1}, Named{"holnap", 1},
    Named{"morgen", 1}, Named{"holnaputan", 2}, Named{"ubermorgen", 2}, Named{"uebermorgen", 2}};
// Those that stand alone first.
constexpr std::size_t standing_alone = 22;
constexpr std::array parts{
    Named{"hajnal", 240}, Named{"hajnalban", 240}, Named{"reggel", 360}, Named{"delelott", 540}, Named{"delben", 720}, Named{"del", 720},
    Named{"delutan", 720}, Named{"este", 1080}, Named{"ejjel", 1320}, Named{"ejszaka", 1320}, Named{"fruh", 360}, Named{"frueh", 360},
    Named{"vormittag", 540}, Named{"mittag", 720}, Named{"nachmittag", 720}, Named{"abend", 1080}, Named{"noon", 720}, Named{"midday", 720},
    Named{"morgens", 360}, Named{"abends", 1080}, Named{"nachmittags", 720}, Named{"vormittags", 540},
    Named{"morning", 360}, Named{"morgen", 360}, Named{"dawn", 240}, Named{"afternoon", 720}, Named{"evening", 1080}, Named{"night", 1320}, Named{"nacht", 1320}};
constexpr std::array weekdays{
    Named{"monday", 1}, Named{"tuesday", 2}, Named{"wednesday", 3}, Named{"thursday", 4}, Named{"friday", 5}, Named{"saturday", 6}, Named{"sunday", 7},
    Named{"hetfo", 1}, Named{"kedd", 2}, Named{"szerda", 3}, Named{"csutortok", 4}, Named{"pentek", 5}, Named{"szombat", 6}, Named{"vasarnap", 7},
    Named{"montag", 1}, Named{"dienstag", 2}, Named{"mittwoch", 3}, Named{"donnerstag", 4}, Named{"freitag", 5}, Named{"samstag", 6},
    Named{"sonnabend", 6}, Named{"sonntag", 7}};
constexpr std::array months{
    Named{"january", 1}, Named{"jan", 1}, Named{"januar", 1}, Named{"februar", 2}, Named{"february", 2}, Named{"feb", 2}, Named{"febr", 2},
    Named{"march", 3}, Named{"mar", 3}, Named{"marcius", 3}, Named{"marc", 3}, Named{"marz", 3}, Named{"maerz", 3}, Named{"april", 4},
    Named{"aprilis", 4}, Named{"apr", 4}, Named{"may", 5}, Named{"majus", 5}, Named{"maj", 5}, Named{"mai", 5}, Named{"june", 6}, Named{"jun", 6},
    Named{"junius", 6}, Named{"juni", 6}, Named{"july", 7}, Named{"jul", 7}, Named{"julius", 7}, Named{"juli", 7}, Named{"august", 8}, Named{"aug", 8},
    Named{"augusztus", 8}, Named{"september", 9}, Named{"sept", 9}, Named{"sep", 9}, Named{"szeptember", 9}, Named{"szept", 9}, Named{"october", 10},
    Named{"oct", 10}, Named{"oktober", 10}, Named{"okt", 10}, Named{"november", 11}, Named{"nov", 11}, Named{"december", 12}, Named{"dec", 12},
    Named{"dezember", 12}, Named{"dez", 12}};
constexpr std::array units{
    Named{"minute", 1}, Named{"minutes", 1}, Named{"min", 1}, Named{"mins", 1}, Named{"minuten", 1}, Named{"perc", 1}, Named{"perccel", 1},
    Named{"hour", 60}, Named{"hours", 60}, Named{"hr", 60}, Named{"hrs", 60}, Named{"h", 60}, Named{"stunde", 60}, Named{"stunden", 60}, Named{"std", 60},
    Named{"ora", 60}, Named{"oraval", 60}, Named{"day", 1440}, Named{"days", 1440}, Named{"tag", 1440}, Named{"tage", 1440}, Named{"tagen", 1440},
    Named{"nap", 1440}, Named{"nappal", 1440}, Named{"week", 10080}, Named{"weeks", 10080}, Named{"woche", 10080}, Named{"wochen", 10080},
    Named{"het", 10080}, Named{"hettel", 10080}};
constexpr std::array since_units{Named{"perce", 1}, Named{"oraja", 60}, Named{"napja", 1440}, Named{"hete", 10080}};
constexpr std::array<std::string_view, 6> since_words{"since", "from", "seit", "ab", "starting", "seitdem"};
constexpr std::array<std::string_view, 5> until_words{"until", "till", "by", "bis", "before"};
constexpr std::array<std::string_view, 9> past_words{"last", "past", "mult", "elmult", "letzten", "letzter", "letzte", "vorigen", "vergangenen"};
constexpr std::array<std::string_view, 9> next_words{"next", "coming", "jovo", "kovetkezo", "nachsten", "nachste", "nachster", "kommenden", "kommende"};
constexpr std::array<std::string_view, 6> weeks{"week", "het", "heten", "hettol", "woche", "hetre"};
// Endings of Hungarian days and weekdays that say nothing.
constexpr std::array<std::string_view, 16> plain_endings{"", "n", "en", "on", "an", "i", "re", "ra", "s", "e", "t", "et", "ot", "ert", "ben", "nel"};
// clang-format on

template <std::size_t size>
const Named* exactly(const std::array<Named, size>& table, std::string_view word) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.word == word; });
    return found == table.end() ? nullptr : &*found;
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// "pentektol" is "pentek" with since; the longest name wins ("holnaputan" before "holnap").
template <std::size_t size>
const Named* with_ending(const std::array<Named, size>& table, std::string_view word, MomentBound& bound) {
    const Named* found = nullptr;
    for (const auto& one : table) {
        if (!word.starts_with(one.word) || (found != nullptr && found->word.size() >= one.word.size())) continue;
        const auto rest = word.substr(one.word.size());
        const bool says_since = rest == "tol" || rest == "itol" || rest == "ntol";
        if (!says_since && rest != "ig" && !is_one_of(plain_endings, rest)) continue;
        bound = says_since ? MomentBound::since : rest == "ig" ? MomentBound::until : MomentBound::none;
        found = &one;
    }
    return found;
}

}  // namespace

std::optional<DayWord> day_word(std::string_view word) {
    if (word.size() < 2) return std::nullopt;
    DayWord result;
    // "ma" is too short to have any ending.
    const auto* found = word.starts_with("ma") && word != "matol" && word != "maig"
                            ? exactly(days, word)
                            : with_ending(days, word, result.bound);
    if (found == nullptr) return std::nullopt;
    result.days = found->value;
    return result;
}

std::optional<DayPart> day_part(std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    DayPart result;
    const auto* found = with_ending(parts, word, result.bound);
    if (found == nullptr) return std::nullopt;
    result.minute = found->value;
    result.stands_alone = found - parts.data() < static_cast<std::ptrdiff_t>(standing_alone);
    return result;
}

std::optional<WeekdayWord> weekday_word(std::string_view word) {
    if (word.size() < 4) return std::nullopt;
    WeekdayWord result;
    const auto* found = with_ending(weekdays, word, result.bound);
    if (found == nullptr) return std::nullopt;
    result.day = static_cast<unsigned>(found->value);
    return result;
}

std::optional<unsigned> month_word(std::string_view word) {
    const auto* found = exactly(months, word);
    return found == nullptr ? std::nullopt : std::optional{static_cast<unsigned>(found->value)};
}

std::optional<TimeUnitWord> time_unit(std::string_view word) {
    if (const auto* since = exactly(since_units, word)) return TimeUnitWord{since->value, true};
    const auto* found = exactly(units, word);
    return found == nullptr ? std::nullopt : std::optional{TimeUnitWord{found->value, false}};
}

MomentBound preposition(std::string_view word) {
    if (is_one_of(since_words, word)) return MomentBound::since;
    return is_one_of(until_words, word) ? MomentBound::until : MomentBound::none;
}

bool is_week(std::string_view word) {
    return is_one_of(weeks, word);
}

int direction(std::string_view word) {
    if (is_one_of(past_words, word)) return -1;
    return is_one_of(next_words, word) ? 1 : 0;
}

}  // namespace desk
