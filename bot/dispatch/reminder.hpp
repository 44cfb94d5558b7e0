// Reminds somebody, once, of a question or preview of theirs that has been waiting: a timer of the conversation, under no
// plugin's name. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "bot/clock.hpp"
#include "conversations/conversation.hpp"

namespace desk {

// What the step from situation.head to `after` means for the reminder: set for what is newly open, taken away for what is
// not open any more; none: it stays as it is. `language`: in which its reader is spoken to.
std::optional<TimerChange> reminder_change(const Situation& situation, const Head& after, const std::string& language, Time now,
                                           std::chrono::milliseconds patience);

// Its values: "value", the token of the dialog it is about.
bool is_reminder(const Message& message);

}  // namespace desk
