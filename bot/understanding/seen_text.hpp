// What the intent classifier sees of a message: its words, and a mark for each kind of thing named in it. Learning and
// reading must see the same. Pure; any thread.
#pragma once

#include "bot/understanding/features.hpp"
#include "bot/understanding/slot.hpp"

#include <span>

namespace desk {

HashedText see(const SpelledText& text, std::span<const Slot> slots);

}  // namespace desk
