#include "bot/understanding/number_words.hpp"

#include "bot/understanding/word_endings.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace desk {
namespace {

struct Numeral {
    std::string_view word;
    int value;
};
using Numerals = std::span<const Numeral>;

// clang-format off
constexpr Numeral english_small[]{
    {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9},
    {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16},
    {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}};
constexpr Numeral english_tens[]{
    {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fourty", 40}, {"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
// The longer before what it begins with.
constexpr Numeral hungarian_ones[]{
    {"egy", 1}, {"ketto", 2}, {"ket", 2}, {"harom", 3}, {"negy", 4}, {"ot", 5}, {"hat", 6}, {"het", 7}, {"nyolc", 8}, {"kilenc", 9}};
constexpr Numeral hungarian_tens[]{
    {"tizen", 10}, {"tiz", 10}, {"huszon", 20}, {"husz", 20}, {"harminc", 30}, {"negyven", 40}, {"otven", 50}, {"hatvan", 60},
    {"hetven", 70}, {"nyolcvan", 80}, {"kilencven", 90}};
constexpr Numeral german_ones[]{
    {"eins", 1}, {"ein", 1}, {"zwei", 2}, {"zwo", 2}, {"drei", 3}, {"vier", 4}, {"funf", 5}, {"fuenf", 5}, {"sechs", 6}, {"sieben", 7},
    {"acht", 8}, {"neun", 9}};
constexpr Numeral german_teens[]{
    {"zehn", 10}, {"elf", 11}, {"zwolf", 12}, {"zwoelf", 12}, {"dreizehn", 13}, {"vierzehn", 14}, {"funfzehn", 15}, {"fuenfzehn", 15},
    {"sechzehn", 16}, {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19}};
constexpr Numeral german_tens[]{
    {"zwanzig", 20}, {"dreissig", 30}, {"vierzig", 40}, {"funfzig", 50}, {"fuenfzig", 50}, {"sechzig", 60}, {"siebzig", 70},
    {"achtzig", 80}, {"neunzig", 90}};
constexpr std::array<std::string_view, 8> articles{"a", "an", "egy", "ein", "eine", "einen", "einem", "einer"};
// Words of one language that are another's number: believed only in that language.
constexpr std::array<std::string_view, 5> hungarian_only{"hat", "het", "ot", "elf", "ten"};
// clang-format on

// Hardly any word of a sentence is a numeral, and its first letter mostly says so already.
std::optional<int> value_of(Numerals table, std::string_view word) {
    if (word.empty()) return std::nullopt;
    for (const auto& numeral : table) {
        if (numeral.word[0] == word[0] && numeral.word == word) return numeral.value;
    }
    return std::nullopt;
}

// Takes the table's word off the front of `rest`.
int take(Numerals table, std::string_view& rest) {
    if (rest.empty()) return 0;
    for (const auto& [word, value] : table) {
        if (word[0] != rest[0] || !rest.starts_with(word)) continue;
        rest.remove_prefix(word.size());
        return value;
    }
    return 0;
}

int take_hungarian_below_100(std::string_view& rest) {
    const int tens = take(hungarian_tens, rest);
    return tens + take(hungarian_ones, rest);
}

int take_hungarian_below_1000(std::string_view& rest) {
    auto ahead = rest;
    const int hundreds = take(hungarian_ones, ahead);
    if (ahead.starts_with("szaz")) {
        rest = ahead.substr(4);
        return std::max(hundreds, 1) * 100 + take_hungarian_below_100(rest);
    }
    return take_hungarian_below_100(rest);
}

std::optional<int> german_below_100(std::string_view word) {
    if (const auto small = value_of(german_ones, word)) return small;
    if (const auto teen = value_of(german_teens, word)) return teen;
    if (const auto tens = value_of(german_tens, word)) return tens;
    const auto one = take(german_ones, word);
    if (one == 0 || !word.starts_with("und")) return std::nullopt;
    const auto tens = value_of(german_tens, word.substr(3));
    return tens ? std::optional{one + *tens} : std::nullopt;
}

// What may stand before "hundert" or "tausend": nothing is one of them.
std::optional<int> german_count(std::string_view word) {
    return word.empty() ? std::optional{1} : german_number(word);
}

bool is_digits(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t value_of_digits(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// "1.200", "1,200" and "1 200": a thousand and more in groups of three.
bool is_next_group(const SpelledText& text, std::size_t at) {
    if (at >= text.size() || text.word(at).size() != 3 || !is_digits(text.word(at))) return false;
    const auto& place = text.places[at];
    return place.is_joined ? place.before == '.' || place.before == ','
                           : place.before == ' ' && text.places[at - 1].after == ' ';
}

bool is_part_of_more(const SpelledText& text, std::size_t at, std::size_t next) {
    const auto& first = text.places[at];
    // Behind a sign that joins it to what stands before: a version, a date, an address, "-5".
    if (first.is_joined && std::string_view{".:,/@#-"}.find(first.before) != std::string_view::npos) return true;
    if (first.before == '#') return true;
    if (next >= text.size() || !text.places[next].is_joined) return false;
    const char sign = text.places[next].before;
    const bool is_digit_next = text.word(next)[0] >= '0' && text.word(next)[0] <= '9';
    return (is_digit_next && std::string_view{".:,/-"}.find(sign) != std::string_view::npos) || sign == '@';
}

std::optional<FoundNumber> digits_at(const SpelledText& text, std::size_t at) {
    const auto word = text.word(at);
    const auto end = static_cast<std::size_t>(
        std::find_if(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; }) - word.begin());
    if (end == 0 || end > 6) return std::nullopt;
    const auto rest = word.substr(end);
    // "40fő", "50user", "8-kor" are numbers; "3d", "24x7", "365e5" are not.
    if (!rest.empty() && (rest.size() < 2 || rest[0] == 'x' ||
                          std::any_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; }))) {
        return std::nullopt;
    }
    FoundNumber found{.value = value_of_digits(word.substr(0, end)), .words = 1};
    while (rest.empty() && end <= 3 && found.value > 0 && found.words < 2 && is_next_group(text, at + found.words)) {
        found.value = found.value * 1000 + value_of_digits(text.word(at + found.words));
        ++found.words;
    }
    if (is_part_of_more(text, at, at + found.words)) return std::nullopt;
    return found;
}

std::optional<FoundNumber> english_at(const SpelledText& text, std::size_t at) {
    std::int64_t total = 0, below_1000 = 0;
    std::size_t i = at;
    const auto small_at = [&](std::size_t place) -> int {
        if (place >= text.size()) return 0;
        if (const auto tens = value_of(english_tens, text.word(place))) return *tens;
        return value_of(english_small, text.word(place)).value_or(0);
    };
    bool has_article = false;
    if (i + 1 < text.size() && text.word(i) == "a" &&
        (text.word(i + 1) == "hundred" || text.word(i + 1) == "thousand")) {
        below_1000 = 1;
        has_article = true;
        ++i;
    }
    for (; i < text.size(); ++i) {
        const auto word = text.word(i);
        const auto value = small_at(i);
        if (value > 0 && (below_1000 % 100 == 0 || (below_1000 % 100 >= 20 && below_1000 % 10 == 0 && value < 10))) {
            below_1000 += value;
        } else if (word == "hundred" && below_1000 > 0 && below_1000 < 10) {
            below_1000 *= 100;
        } else if (word == "thousand" && below_1000 > 0 && total == 0) {
            total = below_1000 * 1000;
            below_1000 = 0;
        } else if (!(word == "and" && i > at && small_at(i + 1) > 0 && (below_1000 >= 100 || total > 0))) {
            break;
        }
    }
    if (total + below_1000 == 0 || (has_article && total + below_1000 == 1)) return std::nullopt;
    return FoundNumber{.value = total + below_1000, .words = i - at};
}

bool is_number_ending(std::string_view rest) {
    return is_case_ending(rest) || rest == "fo" || rest == "fore" || rest == "fos" || rest == "unk" ||
           rest == "unknek" || rest == "unkre";
}

}  // namespace

std::optional<NumberWord> hungarian_number(std::string_view word) {
    auto rest = word;
    int value = take_hungarian_below_1000(rest);
    if (rest.starts_with("ezer")) {
        rest.remove_prefix(4);
        value = std::max(value, 1) * 1000 + take_hungarian_below_1000(rest);
    }
    if (value == 0) return std::nullopt;
    return NumberWord{value, rest};
}

std::optional<int> german_number(std::string_view word) {
    const auto thousand = word.find("tausend");
    if (thousand != std::string_view::npos) {
        const auto count = german_count(word.substr(0, thousand));
        auto rest = word.substr(thousand + 7);
        if (rest.starts_with("und")) rest.remove_prefix(3);
        const auto below = rest.empty() ? std::optional{0} : german_number(rest);
        return count && below && *below < 1000 && *count < 1000 ? std::optional{*count * 1000 + *below} : std::nullopt;
    }
    const auto hundred = word.find("hundert");
    if (hundred == std::string_view::npos) return german_below_100(word);
    const auto count =
        word.substr(0, hundred).empty() ? std::optional{1} : value_of(german_ones, word.substr(0, hundred));
    auto rest = word.substr(hundred + 7);
    if (rest.starts_with("und")) rest.remove_prefix(3);
    const auto below = rest.empty() ? std::optional{0} : german_below_100(rest);
    return count && below ? std::optional{*count * 100 + *below} : std::nullopt;
}

std::optional<FoundNumber> number_at(const SpelledText& text, std::size_t at, std::string_view language) {
    const auto word = text.word(at);
    if (const auto digits = digits_at(text, at)) return digits;
    if (word.size() < 2 && word != "a") return std::nullopt;
    if (const auto english = english_at(text, at); english && (word != "ten" || language != "hu")) return english;
    if (std::find(articles.begin(), articles.end(), word) != articles.end()) {
        return FoundNumber{.value = 1, .words = 1, .is_article = true};
    }
    const bool is_foreign = std::find(hungarian_only.begin(), hungarian_only.end(), word) != hungarian_only.end();
    if (!is_foreign || language == "de") {
        if (const auto german = german_number(word)) return FoundNumber{.value = *german, .words = 1};
    }
    if (is_foreign && language != "hu") return std::nullopt;
    const auto hungarian = hungarian_number(word);
    if (!hungarian || !is_number_ending(hungarian->rest)) return std::nullopt;
    // "egyes", "egyet", "egyik": one of them; no count.
    if (hungarian->value == 1 && !hungarian->rest.empty()) return std::nullopt;
    return FoundNumber{.value = hungarian->value, .words = 1};
}

}  // namespace desk
