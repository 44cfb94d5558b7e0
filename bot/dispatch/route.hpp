// Where a message goes: a closed set. Values only.
#pragma once

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include <desk/plugin.hpp>

#include "conversations/conversation.hpp"

namespace desk {

// How long what was begun waits.
struct Patience {
    std::chrono::milliseconds chosen_customer = std::chrono::minutes{30};  // after its last use, for an agent
    std::chrono::milliseconds question = std::chrono::minutes{30};         // Dialog::fresh_until of a question
    std::chrono::milliseconds preview = std::chrono::minutes{10};          // and of a preview
    std::chrono::milliseconds form = std::chrono::days{7};                 // Dialog::until
    std::chrono::milliseconds reminder = std::chrono::minutes{10};         // until somebody is reminded, once; 0: never
};

// A plugin answers. `arguments` are complete and checked.
struct ToPlugin {
    std::string plugin = {};
    CallKind kind = CallKind::command;
    std::string handler = {};
    Arguments arguments = {};
    Step step = Step::answer;
    std::string asks_again = {};  // key of the open question that is put again after the answer, in the plugin's words
    std::string asks_again_of = {};  // whose words
};

// The list of commands this person may run, or help for one of them.
struct ToHelp {
    std::string command = {};
};

// The desk itself answers its author: usage, a refusal, the next question.
struct ToAuthor {
    Answer answer = {};
    std::string words_of = {};         // the plugin whose texts hold the phrases; "": the core's
    std::vector<std::string> labels_of = {};  // of the card's buttons, one each, where they stand in others' texts
    std::string why = {};              // one word for the log: "unknown_command", "denied"
    std::string choose_language = {};  // the author chose it
};

// Somebody says a one-time code, or makes one for `person` (words); see linking.hpp.
struct ToLink {
    std::string code = {};
};
struct ToCode {
    std::string person = {};
};

// A person takes over; the bot says so and keeps quiet from then on.
struct ToAgents {
    std::vector<Phrase> say = {};
    std::string why = {};
};

// News of a plugin, for a subscriber; `answer` is a JSON document (plugins/sdk/wire.md).
struct ToSubscriber {
    std::string plugin = {};
    std::string answer = {};
};

// The bot keeps quiet: a person speaks, or there is nothing to say.
struct ToNobody {
    std::string why = {};
};

using Destination = std::variant<ToPlugin, ToHelp, ToAuthor, ToSubscriber, ToLink, ToCode, ToAgents, ToNobody>;

struct Route {
    Destination to = ToNobody{};
    bool is_doubtful = false;     // free text that was not surely understood: another reader may be asked
    std::string understood = {};  // how free text was read: "health.ask 0.94 (next: incident.ask 0.31)"
    Head head = {};  // the conversation's head after this message, as far as the router decides it
};

}  // namespace desk
