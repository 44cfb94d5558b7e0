#include "bot/understanding/identifiers.hpp"

#include <desk/command.hpp>

#include "bot/understanding/word_endings.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace desk {
namespace {

// clang-format off
// Letters before digits that are neither: standards, patches, money, hardware, products.
constexpr std::array<std::string_view, 19> other_prefixes{
    "kb", "rfc", "iso", "din", "eur", "huf", "usd", "gbp", "win", "hp", "ms", "ip", "ft", "pcs", "tls", "nr", "id", "no", "rm"};
constexpr std::array<std::string_view, 17> request_words{
    "ticket", "tickets", "ticketnr", "tiket", "request", "case", "anfrage", "serviceanfrage", "fall", "jegy", "jegyem", "jegyet",
    "jegynek", "bejelentes", "bejelentesem", "bejelentest", "ugy"};
constexpr std::array<std::string_view, 6> error_words{"error", "code", "hiba", "hibakod", "fehler", "fehlercode"};
// clang-format on

template <class Words>
bool is_one_of(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digits(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

// "ex1042rol" → ex, 1042, rol
struct Shape {
    std::string_view letters = {}, digits = {}, rest = {};
};
Shape shape_of(std::string_view word) {
    const auto letters = static_cast<std::size_t>(std::find_if_not(word.begin(), word.end(), is_letter) - word.begin());
    auto end = letters;
    while (end < word.size() && is_digit(word[end])) ++end;
    return {word.substr(0, letters), word.substr(letters, end - letters), word.substr(end)};
}

bool is_joined_by(const SpelledText& text, std::size_t at, char sign) {
    return at < text.size() && text.places[at].is_joined && text.places[at].before == sign;
}

void set(Slot& slot, SlotKind kind, std::string value, std::size_t from, std::size_t until) {
    slot = {.kind = kind,
            .value = std::move(value),
            .from = static_cast<std::uint32_t>(from),
            .until = static_cast<std::uint32_t>(until)};
}

// "EX1042", "EX1042-ről", "INC-7", "SR 2032"
bool prefixed_id(const SpelledText& text, std::size_t at, const IdPrefixes& prefixes, Slot& found) {
    auto shape = shape_of(text.word(at));
    std::size_t words = 1;
    bool is_apart = false;
    if (shape.digits.empty() && shape.rest.empty() && at + 1 < text.size()) {
        const auto next = shape_of(text.word(at + 1));
        const bool is_own = is_one_of(prefixes.requests, shape.letters) || is_one_of(prefixes.incidents, shape.letters);
        if (!next.letters.empty() || (!is_joined_by(text, at + 1, '-') && !is_own)) return false;
        shape.digits = next.digits;
        shape.rest = next.rest;
        words = 2;
        is_apart = true;
    }
    if (shape.digits.empty() || shape.digits.size() > 9 || shape.letters.empty() || !is_case_ending(shape.rest))
        return false;
    const bool is_request = is_one_of(prefixes.requests, shape.letters);
    const bool is_own = is_request || is_one_of(prefixes.incidents, shape.letters);
    const bool is_vendors = shape.letters.size() >= 2 && shape.letters.size() <= 3 && shape.digits.size() >= 3 &&
                            !is_apart && !is_one_of(other_prefixes, shape.letters);
    if (!is_own && !is_vendors) return false;
    const auto value = sdk::upper(shape.letters) + (is_own ? "-" : "") + std::string{shape.digits};
    set(found, is_request ? SlotKind::request : SlotKind::incident, value, at, at + words);
    return true;
}

// "#2032", "ticket 1042", "1042-es jegy"
bool bare_request(const SpelledText& text, std::size_t at, Slot& found) {
    const auto word = text.word(at);
    const auto shape = shape_of(word);
    if (!shape.letters.empty() || shape.digits.empty() || shape.digits.size() > 9 || !is_case_ending(shape.rest))
        return false;
    if (is_joined_by(text, at + 1, '.') && is_digits(text.word(at + 1))) return false;
    const bool has_sign = text.places[at].before == '#';
    const bool is_after = at > 0 && is_one_of(request_words, text.word(at - 1));
    const bool has_ending = is_joined_by(text, at + 1, '-') && is_case_ending(text.word(at + 1));
    const auto next = at + (has_ending ? 2 : 1);
    const bool is_before =
        (has_ending || !shape.rest.empty()) && next < text.size() && is_one_of(request_words, text.word(next));
    // "5 tickets" counts; "ticket 5" names.
    if (!has_sign && !is_after && !is_before) return false;
    set(found, SlotKind::request, std::string{shape.digits}, at, at + 1);
    return true;
}

// "0x80070005", "AADSTS50076", "KB5034441", "550 5.7.1", "error 503"
bool error_code(const SpelledText& text, std::size_t at, Slot& found) {
    const auto word = text.word(at);
    const bool is_hex =
        word.size() >= 6 && word.size() <= 18 && word.starts_with("0x") &&
        std::all_of(word.begin() + 2, word.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
    const auto shape = shape_of(word);
    const bool is_named =
        shape.rest.empty() && shape.digits.size() >= 4 && shape.digits.size() <= 9 &&
        (shape.letters == "aadsts" || shape.letters == "kb" || shape.letters == "err" || shape.letters == "caa");
    if (is_hex || is_named) {
        set(found, SlotKind::code, is_hex ? std::string{word} : sdk::upper(word), at, at + 1);
        return true;
    }
    if (!is_digits(word)) return false;
    // RFC 3463: 4.x.y and 5.x.y, alone or behind the reply code of RFC 5321.
    const auto is_status = [&](std::size_t i) {
        return i + 2 < text.size() && (text.word(i) == "4" || text.word(i) == "5") && is_joined_by(text, i + 1, '.') &&
               is_joined_by(text, i + 2, '.') && is_digits(text.word(i + 1)) && is_digits(text.word(i + 2));
    };
    if (is_status(at)) {
        set(found, SlotKind::code, text.words(at, at + 3), at, at + 3);
        return true;
    }
    if (word.size() == 3 && is_status(at + 1)) {
        set(found, SlotKind::code, text.words(at, at + 4), at, at + 4);
        return true;
    }
    if (word.size() < 3 || word.size() > 5) return false;
    const bool is_after = at > 0 && is_one_of(error_words, text.word(at - 1));
    const bool is_before = is_joined_by(text, at + 1, '-') && at + 2 < text.size() &&
                           is_one_of(error_words, text.word(at + 2).substr(0, 4));
    if (!is_after && !is_before) return false;
    set(found, SlotKind::code, std::string{word}, at, at + 1);
    return true;
}

bool address(const SpelledText& text, std::size_t at, Slot& found) {
    auto until = at + 1;
    bool has_sign = false;
    while (until < text.size() && text.places[until].is_joined) {
        const char sign = text.places[until].before;
        if (sign == '@') {
            if (has_sign) return false;
            has_sign = true;
        } else if (sign != '.' && sign != '-' && sign != '_' && sign != '+') {
            break;
        }
        ++until;
    }
    if (!has_sign) return false;
    auto value = text.words(at, until);
    // An ending behind the host ("anna@contoso.example-nek") is none of it.
    const auto dash = value.rfind('-');
    if (dash != std::string::npos && dash > value.find('@') && dash > value.rfind('.') &&
        is_case_ending(std::string_view{value}.substr(dash + 1))) {
        value.resize(dash);
    }
    set(found, SlotKind::email, std::move(value), at, until);
    return true;
}

}  // namespace

bool identifier_at(const SpelledText& text, std::size_t at, const IdPrefixes& prefixes, Slot& found) {
    return address(text, at, found) || error_code(text, at, found) || prefixed_id(text, at, prefixes, found) ||
           bare_request(text, at, found);
}

}  // namespace desk
