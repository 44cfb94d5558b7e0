// What people want, as commands: which intent means which command, and what of a sentence becomes which of its arguments.
// Made from the manifests (`intents`) and the desk's own. Pure, immutable; any thread.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/dispatch/command_index.hpp"
#include "bot/understanding/label_file.hpp"
#include "bot/understanding/understand.hpp"

namespace desk {

// One of the desk's own, which is no command.
enum class OwnIntent { none, person, greeting, thanks, cancel };

struct IntentTarget {
    OwnIntent own = OwnIntent::none;
    std::string command = {};  // of the command index
    std::string form = {};
    std::string label = {};    // key of the plugin's texts; "": the command's help
    Arguments fixed = {};      // given whatever the sentence says: {"follow": "subscribe"}
    std::vector<std::string> examples = {};  // one of each language
};

class IntentTable {
public:
    // Of two plugins that name one intent, the first of the list has it.
    static IntentTable make(std::span<const NamedManifest> manifests);

    // nullptr: nobody handles it; then it is as if it had not been understood.
    const IntentTarget* find(std::string_view intent) const;
    // By the name of the intent.
    const std::map<std::string, IntentTarget, std::less<>>& targets() const { return targets_; }

private:
    std::map<std::string, IntentTarget, std::less<>> targets_;
};

// The arguments of `command` that the sentence gives: an argument takes the slot of its own name (service, plan, users,
// since …), "id" a request's or incident's number, and one of type rest that is required the sentence itself. What does
// not pass the declaration's own check is left out, so it is asked for.
Arguments arguments_meant(const IntentTarget& target, const CommandDeclaration& command, const Meaning& meaning,
                          std::string_view text);

// The value of the slot an argument takes; "": the sentence gives none.
std::string slot_value(const ArgumentDeclaration& argument, const Meaning& meaning, std::string_view text);

// What else the sentence gives of the arguments that were not given yet: several answers in one message.
void add_missing(Arguments& given, const CommandDeclaration& command, const Meaning& meaning, std::string_view text);

// For ":why" and the record of the turn: "health.ask 0.94 (next: incident.ask 0.31) · service exchange-online". Values of a
// closed set only, none of the person's words.
std::string summary_of(const Meaning& meaning);

// What `meaning` would be typed as: "/health exchange-online". For buttons.
std::string typed(const IntentTarget& target, const Arguments& given, const CommandDeclaration& command);

}  // namespace desk
