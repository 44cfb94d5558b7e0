// A card and other words as a terminal shows them. Any thread.
#pragma once

#include "conversations/reply.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace desk {

// Text that cannot steer a terminal: control characters but line feeds, line and paragraph
// separators and marks that change the direction of writing become "�", a tab a space.
std::string safe_for_terminal(std::string_view text);

// A box of `width` columns (at least 20), with symbol and title in its upper edge, the text, facts
// as "label: value", the actions with their numbers, and the source. Long lines are wrapped between
// words, wide characters count as two columns. Every line ends with a line feed.
std::string draw_card(const ShownCard& card, std::size_t width);

}  // namespace desk
