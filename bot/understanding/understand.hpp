// What a message means: in which language it is, what is wanted, how sure that is and what it names. One pure function:
// no clock, no input or output; the same text and context give the same meaning on every machine.
#pragma once

#include "bot/understanding/find_slots.hpp"
#include "bot/understanding/slot.hpp"
#include "bot/understanding/understanding_model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What may be done with an answer to it: give it; ask "did you mean …" with the best three; say that it was not
// understood.
enum class Sureness { sure, unsure, unknown };

struct PossibleIntent {
    std::string intent = {};
    double likelihood = 0;  // 0–1; the runner-ups share what the first leaves
    bool operator==(const PossibleIntent&) const = default;
};

struct Meaning {
    std::string language = "other";  // "en" | "hu" | "de" | "other"
    bool is_language_sure = false;   // false for "ok", "Teams", "INC-7": keep the language of the conversation
    std::string intent = {};         // the best guess, whatever the sureness; "" when nothing can be read
    double confidence = 0;           // that `intent` is right, 0–1
    Sureness sureness = Sureness::unknown;
    std::vector<PossibleIntent> runner_ups = {};  // at most two, best first
    std::vector<Slot> slots = {};                 // in the order of the text
    bool is_name_only = false;                    // "Teams?", "EX1042": whoever says no more wants to know about it
    bool was_cut = false;                         // only the first 2,000 characters were read
    bool operator==(const Meaning&) const = default;

    // The first of that kind; nullptr: none.
    const Slot* slot(SlotKind kind) const;
};

Meaning understand(const UnderstandingModel& model, std::string_view text, const MessageContext& context);

std::string_view name_of(Sureness sureness);

}  // namespace desk
