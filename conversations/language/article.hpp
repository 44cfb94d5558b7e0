// Hungarian, where it cannot stand in a catalogue: the article before a value, and the day of the month "on" which.
// Rules and golden table: shared/design/texts.md §3.1, §3.2. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// "az" when the text is spoken with a vowel first, else "a". Quotes, brackets, "#" and marks before the first word do
// not count: „Exchange” → az, #988 → a.
std::string_view article_before(std::string_view text);

// 30 → "30-án". The days of a month, 1 to 31; another number is written as it is.
std::string day_on(int day);

}  // namespace desk
