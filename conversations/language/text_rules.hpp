// What a text of a catalogue must not look like, beyond being complete: the rules of shared/design/texts.md §11.4 and
// §11.9, so that nobody has to remember them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/language/catalogue.hpp"

namespace desk {

// Each broken rule as half a sentence: a Hungarian suffix on a placeholder, "a(z)", a double period, a space before
// punctuation, quotation marks of another language or straight ones, emoji, words we never use.
std::vector<std::string> broken_rules(std::string_view language, std::string_view text);

// Those of all texts of a part (language → JSON, as `Catalogue::load` takes them); none of a file that is no JSON.
std::vector<Catalogue::Problem> rule_problems(const std::map<std::string, std::string>& texts);

}  // namespace desk
