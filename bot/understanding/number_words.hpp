// Whole numbers as people write them: "40", "1 200", "40-en", "forty-five", "százhúsz", "fünfundvierzig". Pure; any
// thread.
#pragma once

#include "bot/understanding/spelled_text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

struct FoundNumber {
    std::int64_t value = 0;
    std::size_t words = 0;    // how many it takes
    bool is_article = false;  // "a", "egy", "ein": one, or no number at all; who asks must tell from what follows
};

// The number that begins at word `at`, up to 999,999. `language` decides about words that are a number in one language
// only ("hat" is six in Hungarian). Nothing: no number, or one with decimals, or part of a time, date or version.
std::optional<FoundNumber> number_at(const SpelledText& text, std::size_t at, std::string_view language);

// "tizenket" → 12, "negyvenen" → 40 with "en" left over; "funfundvierzig" → 45. Nothing: no number word.
struct NumberWord {
    int value = 0;
    std::string_view rest = {};
};
std::optional<NumberWord> hungarian_number(std::string_view word);
std::optional<int> german_number(std::string_view word);

}  // namespace desk
