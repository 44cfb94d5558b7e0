// A card as plain text, for platforms without cards, for notifications and transcripts: says everything the card says.
#pragma once

#include <string>

#include "conversations/reply.hpp"

namespace desk {

// One part a line: "▲ title" (no symbol when the tone is neutral), the text, "label: value" for each fact, "1. label"
// for each action, "⌁ source".
std::string card_text(const ShownCard& card);

}  // namespace desk
