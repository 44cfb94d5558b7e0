#include "bot/understanding/misspelt.hpp"

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

// xorshift64*, begun with the text itself (FNV-1a).
class Slips {
public:
    explicit Slips(std::string_view text) {
        for (const char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
        state_ |= 1U;
    }
    std::size_t below(std::size_t limit) {
        state_ ^= state_ >> 12U;
        state_ ^= state_ << 25U;
        state_ ^= state_ >> 27U;
        return static_cast<std::size_t>((state_ * 0x2545'F491'4F6C'DD1DU) >> 33U) % limit;
    }

private:
    std::uint64_t state_ = 0xCBF2'9CE4'8422'2325U;
};

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

void slip(std::string& text, std::size_t at, Slips& slips) {
    const bool has_next = at + 1 < text.size() && is_letter(text[at + 1]);
    switch (slips.below(4)) {
        case 0: text.erase(at, 1); return;
        case 1: text.insert(at, 1, text[at]); return;
        case 2:
            if (has_next && text[at] != text[at + 1]) return std::swap(text[at], text[at + 1]);
            [[fallthrough]];
        default: text[at] = beside(text[at], slips.below(2) == 0);
    }
}

}  // namespace

std::string misspelt(std::string_view text) {
    std::string copy{text};
    Slips slips{text};
    const auto letters = letters_of(copy).size();
    if (letters < shortest) return {};
    for (int left = letters < two_slips ? 1 : 2; left > 0; --left) {
        const auto places = letters_of(copy);
        slip(copy, places[slips.below(places.size())], slips);
    }
    return copy;
}

}  // namespace desk
