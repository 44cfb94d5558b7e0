#include "conversations/language/article.hpp"

#include "conversations/text.hpp"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::string_view with_vowel = "az";
constexpr std::string_view with_consonant = "a";

// Brand names that are not spoken as Hungarian would read them.
constexpr std::array words_with_a{"onedrive", "onenote",  "one",  "unified", "universal",
                                  "unity",    "ubiquiti", "unix", "european"};
constexpr std::array words_with_az{"xbox", "hour"};
// Capitals that are spoken as a word, not letter by letter.
constexpr std::array spoken_as_word{"RAM",  "ROM",  "LAN",  "NAS",  "NAT",  "RAID", "REST",
                                    "SAML", "SASE", "SIEM", "SIM",  "SOAP", "SOC",  "MIME",
                                    "NATO", "FIDO", "MAPI", "LAPS", "MAC"};
constexpr std::array before_the_first_word{"„", "”", "“", "»", "«", "‚", "’", "‘", "\"",      "'",
                                           "(", "[", "{", "#", "*", "_", "`", " ", "\xC2\xA0"};

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii_letter(char c) {
    return is_capital(c) || (c >= 'a' && c <= 'z');
}
constexpr bool is_vowel(char c) {
    return std::string_view{"aeiou"}.find(c) != std::string_view::npos;
}

template <std::size_t n>
bool contains(const std::array<const char*, n>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view first_word_onwards(std::string_view text) {
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (const std::string_view skipped : before_the_first_word) {
            if (!text.starts_with(skipped)) continue;
            text.remove_prefix(skipped.size());
            has_changed = true;
        }
    }
    return text;
}

// "1 042 users" → "1042": groups of three digits behind a space belong to the number.
std::string digits_of(std::string_view text) {
    std::string digits;
    while (!text.empty() && is_digit(text.front())) {
        digits += text.front();
        text.remove_prefix(1);
        std::size_t space = 0;
        for (const std::string_view gap : {" ", "\xC2\xA0", "\xE2\x80\xAF"}) {
            if (text.starts_with(gap)) space = gap.size();
        }
        const auto group = text.substr(std::min(space, text.size())).substr(0, 3);
        const bool is_group =
            space > 0 && group.size() == 3 && std::all_of(group.begin(), group.end(), is_digit);
        const auto rest = text.substr(std::min(space + 3, text.size()));
        if (is_group && (rest.empty() || !is_digit(rest.front()))) text.remove_prefix(space);
    }
    return digits;
}

bool is_clock(std::string_view text, std::size_t hour_digits) {
    return hour_digits <= 2 && text.size() >= hour_digits + 3 && text[hour_digits] == ':' &&
           is_digit(text[hour_digits + 1]) && is_digit(text[hour_digits + 2]);
}

// öt, ötven, ötszáz; egy, ezer, egymillió, egymilliárd; all others begin with a consonant.
std::string_view before_number(std::string_view text) {
    auto digits = digits_of(text);
    if (is_clock(text, digits.size()) && digits.size() == 2 && digits.front() == '0') {
        digits.erase(0, 1);
    }
    const auto count = digits.size();
    if (digits.front() == '5') return with_vowel;
    const bool is_vowel_one = count == 1 || count == 4 || count == 7 || count == 10;
    return digits.front() == '1' && is_vowel_one ? with_vowel : with_consonant;
}

// The letters a token begins with; ids go on with a digit or a hyphen ("EX1042", "SR-2031").
std::string_view letters_of(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && is_ascii_letter(text[count])) ++count;
    return text.substr(0, count);
}

bool is_spelled(std::string_view letters, std::string_view text) {
    if (letters.empty()) return false;
    // A letter beyond ASCII follows: then this is a word.
    if (letters.size() < text.size() &&
        (static_cast<unsigned char>(text[letters.size()]) & 0x80U)) {
        return false;
    }
    if (letters.size() == 1) return true;
    return letters.size() <= 5 && std::all_of(letters.begin(), letters.end(), is_capital) &&
           !contains(spoken_as_word, letters);
}

bool has_vowel_name(char letter) {
    return std::string_view{"aefilmnorsuxyAEFILMNORSUXY"}.find(letter) != std::string_view::npos;
}

std::string_view before_word(std::string_view text) {
    const auto start = fold(text.substr(0, bytes_of_characters(text, 2)));
    if (start.empty()) return with_consonant;
    if (start.front() == 'y') {
        return start.size() > 1 && is_vowel(start[1]) ? with_consonant : with_vowel;
    }
    return is_vowel(start.front()) ? with_vowel : with_consonant;
}

}  // namespace

std::string_view article_before(std::string_view text) {
    text = first_word_onwards(text);
    if (text.empty()) return with_consonant;
    if (is_digit(text.front())) return before_number(text);

    const auto letters = letters_of(text);
    const auto word = fold(letters);
    if (contains(words_with_a, word)) return with_consonant;
    if (contains(words_with_az, word)) return with_vowel;
    if (is_spelled(letters, text)) {
        return has_vowel_name(letters.front()) ? with_vowel : with_consonant;
    }
    return before_word(text);
}

std::string day_on(int day) {
    constexpr std::array endings{"jén", "án", "án", "én", "én", "án", "én", "án", "én", "én", "én",
                                 "én",  "án", "én", "én", "án", "én", "án", "én", "án", "én", "én",
                                 "án",  "én", "én", "án", "én", "án", "én", "án", "én"};
    const auto number = std::to_string(day);
    if (day < 1 || day > 31) return number;
    return number + "-" + endings[static_cast<std::size_t>(day - 1)];
}

}  // namespace desk
