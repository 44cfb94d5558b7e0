// A card: what an answer looks like where a platform can show more than a line of text. Neutral: no platform is named
// here, every adapter draws it in its own way, and every card has a plain-text form made from the same parts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <desk/phrase.hpp>

namespace desk {

// Decides colour, symbol and word together: ● ok, ◆ info, ▲ warn, ■ bad, ○ neutral (not known).
enum class Tone { neutral, ok, info, warn, bad };

// A line "label: value". At most 10 on a card.
struct Fact {
    Phrase label = {};
    Value value = {};
};

// A button. Exactly one of `command` (run as if the person had typed it) and `say` (the label is said) is used: an
// empty command means the label is said.
struct CardAction {
    Phrase label = {};         // at most 40 characters in every language
    std::string command = {};  // "/incident EX1042"
};

// Where the card's content comes from, and when that was checked.
struct Source {
    Value name = {};
    Time checked_at = {};
};

// Limits (checked by the bot, an answer beyond them is refused as invalid): title 120 characters, text 1,200, 10
// facts, 5 actions.
struct Card {
    std::string kind = {};  // what it is about, for renderers and tests: "service_health", "price"
    Tone tone = Tone::neutral;
    Phrase title = {};
    std::vector<Phrase> text = {};  // sentences, joined with a space
    std::vector<Fact> facts = {};
    std::vector<CardAction> actions = {};
    std::optional<Source> source = {};
};

}  // namespace desk
