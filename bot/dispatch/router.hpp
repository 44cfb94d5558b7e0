// Decides where a message goes: pure, no I/O, no clock; the destination is a closed set (route.hpp). In this order, each
// step one test: a timer, a report or news → its plugin or subscriber → a person is asked for → a person is speaking, the bot keeps quiet → a dialog is open → a slash command
// → words a plugin listens to → not understood: suggest, then offer a person, then hand over.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <desk/command_line.hpp>
#include <desk/result.hpp>

#include "bot/dispatch/command_index.hpp"
#include "bot/dispatch/intent_table.hpp"
#include "bot/dispatch/route.hpp"
#include "bot/understanding/second_opinion.hpp"
#include "conversations/people/directory.hpp"

namespace desk {

class Router {
public:
    // The manifests outlive the router. Errors: invalid (a command claimed twice).
    static Result<Router> make(std::span<const NamedManifest> manifests, std::vector<std::string> languages,
                               const Patience& patience = {});

    // `author` is who wrote; `directory` is asked for the customer an agent chooses; `meaning` is what the message means
    // when it is free text and the desk understands such.
    Route route(const Situation& situation, const Person& author, const Directory& directory, Time now,
                const Meaning* meaning = nullptr) const;

    // What another reader may choose from for `author`: what this person may ask for, but a person and whatever would act without
    // being confirmed first (bot/decisions/0008).
    std::vector<OfferedIntent> offered_to(const Person& author) const;

    const Patience& patience() const { return patience_; }
    const CommandIndex& commands() const { return commands_; }

private:
    struct Listener {
        std::string plugin = {};
        ListenDeclaration declaration = {};
    };
    // One message with all the router knows about it.
    struct Case {
        const Situation& situation;
        const Person& author;
        const Directory& directory;
        Time now = {};
        Head head = {};
        const Meaning* meaning = nullptr;
    };
    // An intent somebody handles and this person may ask for.
    struct Meant {
        const IntentTarget* target = nullptr;
        const IndexedCommand* command = nullptr;  // nullptr: one of the desk's own
    };

    Router(CommandIndex commands, IntentTable intents, std::vector<Listener> listeners, std::vector<std::string> languages,
           const Patience& patience)
        : commands_{std::move(commands)}, intents_{std::move(intents)}, listeners_{std::move(listeners)}, languages_{std::move(languages)}, patience_{patience} {}

    // A timer, a report or news; none: somebody said something.
    std::optional<Route> from_the_desk(const Situation& situation) const;
    Route remind(const Situation& situation) const;
    std::optional<Route> continue_dialog(const Case& now_at) const;
    std::optional<Route> correct(const Case& now_at, const Dialog& dialog) const;
    Route command(const Case& now_at, const CommandStart& start) const;
    Route core_command(const Case& now_at, const IndexedCommand& command, const CommandReading& reading) const;
    Route plugin_command(const Case& now_at, const IndexedCommand& command, const CommandReading& reading) const;
    Route ready(const Case& now_at, const IndexedCommand& command, Arguments given) const;
    Route ask_for(const Case& now_at, const IndexedCommand& command, Arguments given, const ArgumentProblem& missing) const;
    Route confirm(const Case& now_at, const std::string& token) const;
    Route choose_language(const Case& now_at, const std::string& language) const;
    Route choose_customer(const Case& now_at, const std::string& name) const;
    Route words(const Case& now_at) const;
    std::optional<Meant> meant(const Case& now_at, const std::string& intent) const;
    bool may_be_chosen(const Person& author, const IntentTarget& target) const;
    bool only_asks_about_a_name(const Case& now_at, const Meant& meant) const;
    Head of_named_customer(const Case& now_at) const;
    Route act_on(const Case& asked, const Meant& meant) const;
    Route own_intent(const Case& now_at, OwnIntent own) const;
    Route offer(const Case& now_at, Head head, ToAuthor to) const;
    // "2" after a question with buttons: what the second does.
    std::optional<Route> choose(Case& now_at) const;
    std::optional<Route> which_was_meant(const Case& now_at) const;
    std::optional<Route> digress(const Case& now_at, const Dialog& dialog) const;
    std::optional<Route> correct_by_words(const Case& now_at, const Dialog& dialog) const;
    Route not_understood(const Case& now_at) const;

    CommandIndex commands_;
    IntentTable intents_;
    std::vector<Listener> listeners_;
    std::vector<std::string> languages_;
    Patience patience_;
};

}  // namespace desk
