// Words the desk itself understands, in English, Hungarian and German at once: people change language in the middle of a
// conversation. Upper case, accents and punctuation do not count; a word inside another word never does. The lists are
// those of shared/design/texts.md §10. Pure; any thread.
#pragma once

#include <string_view>

namespace desk {

// The message asks for a person: "human", "Can I talk to someone?", "Beszélhetnék valakivel?", "mit einem Menschen
// sprechen". False when it also holds a negation, see below.
bool asks_for_person(std::string_view text);

// It speaks of talking to a person, but with a negation ("I cannot talk to anyone in Teams…"): ask instead of acting.
bool may_ask_for_person(std::string_view text);

// The whole message is an answer to an open question. A courtesy at its end does not count ("ja, bitte").
bool means_yes(std::string_view text);
bool means_no(std::string_view text);
bool means_cancel(std::string_view text);

}  // namespace desk
