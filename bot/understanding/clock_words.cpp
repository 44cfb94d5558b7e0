#include "bot/understanding/clock_words.hpp"

#include "bot/understanding/calendar_words.hpp"
#include "bot/understanding/number_words.hpp"
#include "bot/understanding/word_endings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace desk {
namespace {

constexpr int longest_count = 10'000;

// "2h", "30min", "2órája"
std::optional<LengthOfTime> glued(std::string_view word) {
    const auto end = std::min(word.find_first_not_of("0123456789"), word.size());
    if (end == 0 || end > 3 || end == word.size()) return std::nullopt;
    const auto unit = time_unit(word.substr(end));
    if (!unit) return std::nullopt;
    return LengthOfTime{unit->minutes * digits_value(word.substr(0, end)), unit->says_since, 1};
}

std::optional<LengthOfTime> half_an_hour(const SpelledText& text, std::size_t at) {
    const auto word = [&](std::size_t ahead) {
        return at + ahead < text.size() ? text.word(at + ahead) : std::string_view{};
    };
    std::size_t ahead = word(0) == "einer" || word(0) == "eine" || word(0) == "egy" ? 1 : 0;
    constexpr std::array<std::string_view, 4> halves{"half", "fel", "halben", "halbe"};
    if (std::find(halves.begin(), halves.end(), word(ahead)) == halves.end()) return std::nullopt;
    ++ahead;
    if (word(ahead) == "an" || word(ahead) == "a") ++ahead;
    const auto unit = time_unit(word(ahead));
    if (!unit || unit->minutes != 60) return std::nullopt;
    return LengthOfTime{30, unit->says_since, ahead + 1};
}

}  // namespace

int digits_value(std::string_view word) {
    int value = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() ? value : -1;
}

int hour_word(std::string_view word) {
    if (const int digits = digits_value(word); digits >= 0) return digits;
    if (const auto hungarian = hungarian_number(word)) {
        if (hungarian->rest.empty() || hungarian->rest == "kor" || hungarian->rest == "tol" || hungarian->rest == "ig")
            return hungarian->value;
    }
    if (const auto german = german_number(word)) return *german;
    constexpr std::array<std::string_view, 13> english{"",      "one",   "two",  "three", "four",   "five",  "six",
                                                       "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    const auto found = std::find(english.begin() + 1, english.end(), word);
    return found == english.end() ? -1 : static_cast<int>(found - english.begin());
}

int ordinal(std::string_view word) {
    const auto end = std::min(word.find_first_not_of("0123456789"), word.size());
    if (end == 0 || end > 2) return -1;
    const auto rest = word.substr(end);
    const bool is_fine =
        rest.empty() || rest == "th" || rest == "st" || rest == "nd" || rest == "rd" || is_case_ending(rest);
    return is_fine ? digits_value(word.substr(0, end)) : -1;
}

bool is_date_ending(std::string_view word) {
    constexpr std::array<std::string_view, 6> own{"jen", "je", "jetol", "jeig", "etol", "eig"};
    return is_case_ending(word) || std::find(own.begin(), own.end(), word) != own.end();
}

std::optional<LengthOfTime> length_of_time_at(const SpelledText& text, std::size_t at, std::string_view language) {
    if (at >= text.size()) return std::nullopt;
    if (const auto half = half_an_hour(text, at)) return half;
    const auto number = number_at(text, at, language);
    if (!number) return glued(text.word(at));
    const auto next = at + number->words;
    const auto unit = next < text.size() ? time_unit(text.word(next)) : std::nullopt;
    if (!unit || number->value > longest_count) return std::nullopt;
    return LengthOfTime{unit->minutes * static_cast<int>(number->value), unit->says_since, number->words + 1};
}

}  // namespace desk
