// Everything a message names. Pure: the present and the desk's names are passed in; any thread.
#pragma once

#include "bot/understanding/identifiers.hpp"
#include "bot/understanding/name_index.hpp"
#include "bot/understanding/time_words.hpp"

#include <string_view>
#include <vector>

namespace desk {

// What stands around a message. `names` outlives the call.
struct MessageContext {
    const NameIndex& names;
    PersonsClock clock = {};
    IdPrefixes ids = {};
};

// In the order of the text, none over another. An id or a severity wins over a name, a name over a moment, a moment
// over a number.
std::vector<Slot> find_slots(const SpelledText& text, std::string_view language, const MessageContext& context);

}  // namespace desk
