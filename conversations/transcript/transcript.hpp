// What was said in a conversation, ready to be handed to somebody: who may read it decides what is in it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <desk/phrase.hpp>

#include "conversations/reply.hpp"

namespace desk {

struct TranscriptLine {
    std::int64_t n = 0;         // from 1
    Time at = {};
    std::string author = {};    // as it is shown: a name, else a person's id; "bot" for the desk's own words
    bool is_note = false;       // for agents' eyes
    std::string text = {};
    std::string language = {};  // of the text; "" when not known
    std::optional<ShownCard> card = {};
    // Of the bot's lines.
    std::string plugin = {};
    std::string plugin_version = {};
    std::chrono::microseconds took = {};
    std::string reason = {};    // of a turn that failed
    std::string delivery = {};  // "sent", "dead" …
};

struct Transcript {
    std::string id = {};        // of the conversation
    std::string customer = {};  // its name
    std::string title = {};     // a heading in the reader's language
    std::string language = {};  // of the title
    std::vector<TranscriptLine> lines = {};
};

// What a customer may read: no notes, and not why a turn failed.
Transcript for_customers(Transcript transcript);

// E-mail addresses, phone numbers and tenant ids taken out of everything that was said (redaction.hpp).
Transcript redacted(Transcript transcript);

}  // namespace desk
