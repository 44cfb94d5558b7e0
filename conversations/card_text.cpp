#include "conversations/card_text.hpp"

namespace desk {
namespace {

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

std::string title_line(const ShownCard& card) {
    if (card.title.empty() || card.tone == Tone::neutral) return card.title;
    return std::string{symbol_of(card.tone)} + " " + card.title;
}

}  // namespace

std::string card_text(const ShownCard& card) {
    std::string text;
    add_line(text, title_line(card));
    add_line(text, card.text);
    for (const auto& fact : card.facts) {
        add_line(text, fact.value.empty() ? fact.label : fact.label + ": " + fact.value);
    }
    std::size_t number = 0;
    for (const auto& action : card.actions) {
        add_line(text, std::to_string(++number) + ". " + action.label);
    }
    if (!card.source.empty()) add_line(text, "⌁ " + card.source);
    return text;
}

}  // namespace desk
