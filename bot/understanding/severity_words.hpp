// How bad it is and whether somebody must be there at night, in the words people use. Pure; any thread.
#pragma once

#include "bot/understanding/slot.hpp"
#include "bot/understanding/spelled_text.hpp"

namespace desk {

// The severity or coverage that begins at word `at`: "P1", "sürgős", "nicht dringend", "24/7", "rund um die Uhr". A
// negation before it turns urgent into low.
bool severity_at(const SpelledText& text, std::size_t at, Slot& found);

}  // namespace desk
