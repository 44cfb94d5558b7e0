// What a customer may read (Reply) and what only agents read (Note). Two types, and neither becomes the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/card.hpp>
#include <desk/result.hpp>

#include "conversations/ids.hpp"

namespace desk {

// A card in the reader's words: what a renderer draws and what the transcript keeps.
struct ShownCard {
    struct ShownFact {
        std::string label = {};
        std::string value = {};
    };
    struct ShownAction {
        std::string id = {};  // "a1", "a2" …
        std::string label = {};
        std::string command = {};  // empty: the label is said
    };
    std::string kind = {};
    std::string language = {};
    Tone tone = Tone::neutral;
    std::string title = {};
    std::string text = {};
    std::vector<ShownFact> facts = {};
    std::vector<ShownAction> actions = {};
    std::string source = {};  // "Microsoft 365 service health, checked at 10:05 today"; empty: none
};

struct Reply {
    Place place = {};
    std::string to = {};        // the author who is answered; adapters use it for private forms
    std::string language = {};  // of `text` and `card`
    std::string text = {};      // complete: says everything the card says
    std::optional<ShownCard> card = {};
};

struct Note {
    std::string author = {};
    std::string text = {};
};

// "ok", "info", "warn", "bad", "neutral", and ● ◆ ▲ ■ ○.
std::string_view name_of(Tone tone);
std::string_view symbol_of(Tone tone);
// Errors: invalid (no such tone).
Result<Tone> tone_named(std::string_view name);

}  // namespace desk
