#include "conversations/card.hpp"

#include "conversations/text.hpp"

namespace desk {
namespace {

Error too_much(const char* what, std::size_t given, std::size_t most) {
    return invalid("card: " + std::string{what} + ": " + std::to_string(given) + ", at most " +
                   std::to_string(most));
}

}  // namespace

Result<void> check_card(const Card& card) {
    if (card.facts.size() > CardLimits::facts) {
        return too_much("facts", card.facts.size(), CardLimits::facts);
    }
    if (card.actions.size() > CardLimits::actions) {
        return too_much("actions", card.actions.size(), CardLimits::actions);
    }
    for (const auto& fact : card.facts) {
        if (fact.label.key.empty()) return invalid("card: a fact without label");
    }
    for (const auto& action : card.actions) {
        if (action.label.key.empty()) return invalid("card: an action without label");
        if (action.command.size() > CardLimits::command_bytes) {
            return too_much("bytes of a command", action.command.size(), CardLimits::command_bytes);
        }
        const bool is_one_line = action.command.find_first_of("\r\n\t") == std::string::npos;
        if (!is_one_line || has_control(action.command)) {
            return invalid("card: a command with a control character");
        }
    }
    return {};
}

Result<void> check_card(const ShownCard& card) {
    const auto title = character_count(card.title);
    if (title > CardLimits::title)
        return too_much("characters of the title", title, CardLimits::title);
    const auto text = character_count(card.text);
    if (text > CardLimits::text) return too_much("characters of the text", text, CardLimits::text);
    if (card.title.empty() && card.text.empty() && card.facts.empty()) {
        return invalid("card: nothing on it");
    }
    return {};
}

}  // namespace desk
