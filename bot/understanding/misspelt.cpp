#include "bot/understanding/misspelt.hpp"

#include "bot/understanding/dice.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace desk {
namespace {

constexpr std::size_t shortest = 6;   // letters
constexpr std::size_t two_slips = 30;

// Rows of the keyboards of the three languages, which differ in y and z alone.
constexpr std::array<std::string_view, 3> rows{"qwertzuiop", "asdfghjkl", "yxcvbnm"};

// Begun with the text itself (FNV-1a).
Dice dice_of(std::string_view text) {
    std::uint64_t state = 0xCBF2'9CE4'8422'2325U;
    for (const char c : text) state = (state ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    return Dice{state | 1U};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char beside(char c, bool is_right) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto row : rows) {
        const auto at = row.find(lower);
        if (at == std::string_view::npos) continue;
        return is_right && at + 1 < row.size() ? row[at + 1] : at > 0 ? row[at - 1] : row[at + 1];
    }
    return c;
}

// Plain letters only: half a character of UTF-8 would be no slip but garbage.
std::vector<std::size_t> letters_of(std::string_view text) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_letter(text[i])) places.push_back(i);
    }
    return places;
}

void slip(std::string& text, std::size_t at, Dice& dice) {
    const bool has_next = at + 1 < text.size() && is_letter(text[at + 1]);
    switch (dice.below(4)) {
        case 0: text.erase(at, 1); return;
        case 1: text.insert(at, 1, text[at]); return;
        case 2:
            if (has_next && text[at] != text[at + 1]) return std::swap(text[at], text[at + 1]);
            [[fallthrough]];
        default: text[at] = beside(text[at], dice.below(2) == 0);
    }
}

}  // namespace

std::string misspelt(std::string_view text) {
    std::string copy{text};
    auto dice = dice_of(text);
    const auto letters = letters_of(copy).size();
    if (letters < shortest) return {};
    for (int left = letters < two_slips ? 1 : 2; left > 0; --left) {
        const auto places = letters_of(copy);
        slip(copy, places[dice.below(places.size())], dice);
    }
    return copy;
}

}  // namespace desk
