// Endings that words take without becoming another word: Hungarian case, plural and possession, German compounds,
// English plurals. Words are as in SpelledText::word (no accents). Pure; any thread.
#pragma once

#include <string_view>

namespace desk {

// "ben", "kal" (outlookkal), "unkbol" (levelezésünkből), "es", "tol"; also "" and "s". `stem` is what stands before it.
bool is_ending(std::string_view stem, std::string_view ending);

// Case alone, as behind an id or a digit: "EX1042-ről", "40-en", "8-kor".
bool is_case_ending(std::string_view ending);

// What German puts behind a name to make one word of it: "stoerung", "postfach".
bool is_compound_head(std::string_view word);

}  // namespace desk
