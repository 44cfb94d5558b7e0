#include "bot/dispatch/reminder.hpp"

#include <utility>

namespace desk {
namespace {

constexpr const char* reminder_name = "reminder";

// Nobody is reminded of buttons.
std::string open_token(const Head& head) {
    return head.dialog && head.dialog->waits_for != "choice" ? head.dialog->token : std::string{};
}

}  // namespace

std::optional<TimerChange> reminder_change(const Situation& situation, const Head& after, const std::string& language, Time now,
                                           std::chrono::milliseconds patience) {
    const auto token = open_token(after);
    if (patience.count() == 0 || token == open_token(situation.head)) return std::nullopt;
    if (token.empty() || is_reminder(situation.message)) return TimerChange{.name = reminder_name};
    Message message{.place = situation.message.place,
                    .kind = MessageKind::timer,
                    .event_id = "reminder/" + token,
                    .author = after.dialog->asked_of,
                    .language = language,
                    .values = {{"timer", reminder_name}, {"value", token}},
                    .sent_at = now + patience};
    return TimerChange{.name = reminder_name, .at = now + patience, .message = std::move(message)};
}

bool is_reminder(const Message& message) {
    return message.kind == MessageKind::timer && !message.values.contains("plugin");
}

}  // namespace desk
