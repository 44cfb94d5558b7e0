// The limits of a card. Checked by the bot for every answer, so that no platform has to cope with more.
#pragma once

#include <cstddef>

#include <desk/card.hpp>
#include <desk/result.hpp>

#include "conversations/reply.hpp"

namespace desk {

// In characters (code points), and parts.
struct CardLimits {
    static constexpr std::size_t title = 120;
    static constexpr std::size_t text = 1'200;
    static constexpr std::size_t facts = 10;
    static constexpr std::size_t actions = 5;
    static constexpr std::size_t fact_label = 60;     // longer ones are cut
    static constexpr std::size_t fact_value = 300;    // longer ones are cut
    static constexpr std::size_t action_label = 40;   // longer ones are cut
    static constexpr std::size_t command_bytes = 512;
};

// Before it is put into words. Errors: invalid (too many facts or actions, a label without a key, a command that is too
// long or holds a control character).
Result<void> check_card(const Card& card);
// In words. Errors: invalid (title or text too long, nothing on it).
Result<void> check_card(const ShownCard& card);

}  // namespace desk
