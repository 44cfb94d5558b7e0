#include "bot/dispatch/router.hpp"

#include <algorithm>
#include <utility>

#include "bot/dispatch/answers.hpp"
#include "bot/dispatch/reminder.hpp"
#include "bot/dispatch/routing.hpp"
#include "conversations/people/permissions.hpp"
#include "conversations/words.hpp"

namespace desk {
Result<Router> Router::make(std::span<const NamedManifest> manifests, std::vector<std::string> languages,
                            const Patience& patience) {
    DESK_TRY(auto commands, CommandIndex::make(manifests));
    std::vector<Listener> listeners;
    for (const auto& [plugin, manifest] : manifests) {
        for (const auto& listener : manifest->listens) listeners.push_back({plugin, listener});
    }
    // The longest prefix first; whoever listens to everything comes last.
    std::stable_sort(listeners.begin(), listeners.end(), [](const Listener& a, const Listener& b) {
        return a.declaration.prefix.size() > b.declaration.prefix.size();
    });
    return Router{std::move(commands), IntentTable::make(manifests), std::move(listeners), std::move(languages), patience};
}

Route Router::route(const Situation& situation, const Person& author, const Directory& directory, Time now,
                    const Meaning* meaning) const {
    if (auto own = from_the_desk(situation)) return *std::move(own);
    Case now_at{situation, author, directory, now, situation.head, meaning};
    if (now_at.head.customer_until < now) now_at.head.customer.clear();
    if (now_at.head.state == State::resolved) now_at.head.state = State::bot;  // writing again opens it again
    const auto& text = situation.message.text;

    if (now_at.head.state == State::bot && asks_for_person(text)) {
        return to_a_person(now_at.head, "asked for a person");
    }
    if (now_at.head.state != State::bot) {
        return {.to = ToNobody{.why = "a person is speaking"}, .head = now_at.head};
    }
    if (auto chosen = choose(now_at)) return *std::move(chosen);
    if (may_ask_for_person(text)) return offer(now_at, now_at.head, {.answer = person_offered(), .why = "may_ask_for_person"});
    if (auto next = continue_dialog(now_at)) return *std::move(next);
    if (const auto start = command_start(text)) return command(now_at, *start);
    return words(now_at);
}

// Whoever speaks in the conversation and whatever was asked there: these change neither.
std::optional<Route> Router::from_the_desk(const Situation& situation) const {
    const auto& message = situation.message;
    const auto value = [&](const char* name) { return first_word_value(message.values, name); };
    const auto call = [&](CallKind kind, const char* handler, Arguments arguments) {
        return Route{.to = ToPlugin{.plugin = value("plugin"), .kind = kind, .handler = value(handler),
                                    .arguments = std::move(arguments)},
                     .head = situation.head};
    };
    switch (message.kind) {
        case MessageKind::timer:
            if (is_reminder(message)) return remind(situation);
            return call(CallKind::timer, "timer", {{"value", value("value")}});
        case MessageKind::hook: return call(CallKind::hook, "hook", {{"body", message.text}});
        case MessageKind::news:
            return Route{.to = ToSubscriber{.plugin = value("plugin"), .answer = value("answer")}, .head = situation.head};
        default: return std::nullopt;
    }
}

// Once, of what is still open: the question again, or that nothing has been done yet.
Route Router::remind(const Situation& situation) const {
    const auto& dialog = situation.head.dialog;
    const bool is_open = situation.head.state == State::bot && dialog && dialog->token == first_word_value(situation.message.values, "value");
    const auto* command = is_open ? commands_.find(dialog->command) : nullptr;
    if (command == nullptr) return {.to = ToNobody{.why = "nothing to remind of"}, .head = situation.head};
    if (dialog->waits_for == "confirmation") return refuse(situation.head, say("form.unconfirmed"), "reminder");
    const auto* argument = declared(command->declaration, dialog->waits_for);
    Answer answer = say("form.reminder");
    if (argument != nullptr && !argument->ask.empty()) answer.text.push_back({argument->ask});
    return to_author(situation.head, {.answer = std::move(answer), .words_of = command->plugin, .why = "reminder"});
}

// An open question takes words (not commands) as its answer. None: the message is about something else.
std::optional<Route> Router::continue_dialog(const Case& now_at) const {
    if (!now_at.head.dialog || command_start(now_at.situation.message.text)) return std::nullopt;
    const auto dialog = *now_at.head.dialog;
    if (dialog.asked_of != now_at.situation.message.author) return std::nullopt;

    const auto& text = now_at.situation.message.text;
    const bool is_confirmation = dialog.waits_for == "confirmation";
    if (auto corrected = correct(now_at, dialog)) return corrected;
    if (auto corrected = correct_by_words(now_at, dialog)) return corrected;
    if (auto aside = digress(now_at, dialog)) return aside;
    if (means_cancel(text) || (is_confirmation && means_no(text))) return confirm(now_at, "no");
    if (is_confirmation) {
        if (!means_yes(text)) return std::nullopt;
        return confirm(now_at, dialog.token);
    }
    auto head = now_at.head;
    head.dialog.reset();
    if (dialog.until < now_at.now) return refuse(std::move(head), say("err.expired"), "expired");

    const auto* command = commands_.find(dialog.command);
    const auto* argument = command == nullptr ? nullptr : declared(command->declaration, dialog.waits_for);
    if (argument == nullptr) return refuse(std::move(head), say("err.expired"), "expired");
    if (auto refused = refusal_for(now_at.author, head, *command)) return to_author(std::move(head), *std::move(refused));
    auto checked = check_argument(*argument, text);
    if (checked.problem && now_at.meaning != nullptr) checked = check_argument(*argument, slot_value(*argument, *now_at.meaning, text));
    if (checked.problem) {
        return ask_for(now_at, *command, dialog.given, {.argument = dialog.waits_for, .given = text});
    }
    auto given = dialog.given;
    given[dialog.waits_for] = std::move(checked.value);
    if (now_at.meaning != nullptr) add_missing(given, command->declaration, *now_at.meaning, text);
    return ready({now_at.situation, now_at.author, now_at.directory, now_at.now, head, now_at.meaning}, *command, std::move(given));
}

// "users: 50" puts right what was given before, also while a preview waits. None: it is no such line.
std::optional<Route> Router::correct(const Case& now_at, const Dialog& dialog) const {
    const auto& text = now_at.situation.message.text;
    const auto colon = text.find(':');
    const auto* command = commands_.find(dialog.command);
    if (command == nullptr || colon == std::string::npos || dialog.until < now_at.now) return std::nullopt;
    const auto* argument = declared(command->declaration, sdk::lower(sdk::trimmed(std::string_view{text}.substr(0, colon))));
    if (argument == nullptr || !belongs_to(*argument, first_word_value(dialog.given, "form"))) return std::nullopt;
    if (auto refused = refusal_for(now_at.author, now_at.head, *command)) return to_author(now_at.head, *std::move(refused));

    const auto checked = check_argument(*argument, std::string_view{text}.substr(colon + 1));
    auto given = dialog.given;
    if (checked.problem) {
        given.erase(argument->name);
        return ask_for(now_at, *command, std::move(given), *checked.problem);
    }
    given[argument->name] = checked.value;
    return ready(now_at, *command, std::move(given));
}

Route Router::command(const Case& now_at, const CommandStart& start) const {
    const auto* command = commands_.find(start.name);
    if (command == nullptr) {
        return refuse(now_at.head, unknown_command("/" + start.name, commands_.nearest_to(start.name, now_at.author.role)),
                      "unknown_command");
    }
    if (auto refused = refusal_for(now_at.author, now_at.head, *command)) return to_author(now_at.head, *std::move(refused));

    const auto reading = read_command(command->declaration, start.rest);
    return command->plugin.empty() ? core_command(now_at, *command, reading) : plugin_command(now_at, *command, reading);
}

Route Router::core_command(const Case& now_at, const IndexedCommand& command, const CommandReading& reading) const {
    const auto& name = command.declaration.name;
    if (!reading.problems.empty() && reading.problems.front().kind == ArgumentProblem::Kind::missing)
        return refuse(now_at.head, does_not_fit(reading.problems.front(), usage_of(command.declaration)), "usage");
    if (name == "person") {
        return to_a_person(now_at.head, "/person");
    }
    if (name == "language") return choose_language(now_at, first_word_value(reading.given, "language"));
    if (name == "customer") return choose_customer(now_at, first_word_value(reading.given, "name"));
    if (name == "link") return {.to = ToLink{first_word_value(reading.given, "code")}, .head = now_at.head};
    if (name == "code") return {.to = ToCode{first_word_value(reading.given, "person")}, .head = now_at.head};
    if (name == "confirm") return confirm(now_at, first_word_value(reading.given, "token"));
    if (name == "cancel") return confirm(now_at, "no");
    auto head = now_at.head;
    head.misses = 0;
    return {.to = ToHelp{first_word_value(reading.given, "command")}, .head = std::move(head)};
}

Route Router::plugin_command(const Case& now_at, const IndexedCommand& command, const CommandReading& reading) const {
    for (const auto& problem : reading.problems) {
        const auto* argument = declared(command.declaration, problem.argument);
        const bool can_ask = problem.kind == ArgumentProblem::Kind::missing && argument != nullptr && !argument->ask.empty();
        if (can_ask) return ask_for(now_at, command, reading.given, problem);
        return refuse(now_at.head, does_not_fit(problem, usage_of(command.declaration)), "usage");
    }
    return ready(now_at, command, reading.given);
}

Route Router::ready(const Case& now_at, const IndexedCommand& command, Arguments given) const {
    // An argument may still be missing after a question was answered.
    for (const auto& argument : command.declaration.arguments) {
        const bool is_missing = argument.is_required && !given.contains(argument.name) &&
                                belongs_to(argument, first_word_value(given, "form"));
        if (is_missing) return ask_for(now_at, command, std::move(given), {.argument = argument.name});
    }
    auto head = now_at.head;
    head.dialog.reset();
    head.misses = 0;
    if (!head.customer.empty()) head.customer_until = now_at.now + patience_.chosen_customer;
    const auto step = has_side_effects(command.declaration, given) ? Step::preview : Step::answer;
    return {.to = ToPlugin{.plugin = command.plugin, .kind = CallKind::command, .handler = command.declaration.name,
                           .arguments = std::move(given), .step = step},
            .head = std::move(head)};
}

Route Router::ask_for(const Case& now_at, const IndexedCommand& command, Arguments given,
                      const ArgumentProblem& missing) const {
    const auto* argument = declared(command.declaration, missing.argument);
    auto head = now_at.head;
    head.misses = 0;
    if (argument == nullptr || argument->ask.empty()) {
        return refuse(std::move(head), does_not_fit(missing, usage_of(command.declaration)), "usage");
    }
    head.dialog = Dialog{.command = command.declaration.name,
                         .given = std::move(given),
                         .waits_for = argument->name,
                         .asked_of = now_at.situation.message.author,
                         .token = now_at.situation.message_id,
                         .fresh_until = now_at.now + patience_.question,
                         .until = now_at.now + patience_.form};
    return to_author(std::move(head), {.answer = say(argument->ask), .words_of = command.plugin, .why = "question"});
}

// A preview is confirmed or dropped, once, by the person it was shown to, while it is fresh.
Route Router::confirm(const Case& now_at, const std::string& token) const {
    auto head = now_at.head;
    const auto dialog = head.dialog;
    const bool is_refusal = token == "no";
    if (!dialog || (!is_refusal && dialog->token != token)) return refuse(head, say("err.expired"), "expired");
    if (dialog->asked_of != now_at.situation.message.author) {
        const auto& asked = now_at.directory.who(now_at.situation.message.place.adapter, dialog->asked_of, true);
        return refuse(head, say("err.other_person", {{"person", asked.name}}), "other_person");
    }
    head.dialog.reset();
    head.misses = 0;
    if (is_refusal) return refuse(std::move(head), say("confirm.cancelled"), "cancelled");
    if (dialog->until < now_at.now) return refuse(std::move(head), say("err.expired"), "expired");

    const auto* command = commands_.find(dialog->command);
    if (command == nullptr || command->plugin.empty()) return refuse(std::move(head), say("err.expired"), "expired");
    if (auto refused = refusal_for(now_at.author, head, *command)) return to_author(std::move(head), *std::move(refused));
    if (dialog->fresh_until < now_at.now) return ready(now_at, *command, dialog->given);  // much may have changed meanwhile
    return {.to = ToPlugin{.plugin = command->plugin, .kind = CallKind::command, .handler = dialog->command,
                           .arguments = dialog->given, .step = Step::perform},
            .head = std::move(head)};
}

Route Router::choose_language(const Case& now_at, const std::string& language) const {
    const bool is_known = std::find(languages_.begin(), languages_.end(), language) != languages_.end();
    if (!is_known) return refuse(now_at.head, languages_offered(languages_), "language");
    return to_author(now_at.head,
                     {.answer = say("bot.language_changed"), .why = "language", .choose_language = language});
}

// Whatever was asked or previewed was about another customer, so it is dropped: nobody confirms for the wrong one.
Route Router::choose_customer(const Case& now_at, const std::string& name) const {
    if (name.empty()) {
        const auto* chosen = now_at.directory.customer(now_at.head.customer);
        if (chosen == nullptr) return refuse(now_at.head, say("err.choose_customer"), "no_customer");
        return to_author(now_at.head, {.answer = customer_card(now_at.directory, *chosen, now_at.now), .why = "customer"});
    }
    const auto found = now_at.directory.find_customers(name, 10);
    if (found.size() != 1) return refuse(now_at.head, customers_found(found, name), "customer");
    auto head = now_at.head;
    head.customer = found.front()->id;
    head.customer_until = now_at.now + patience_.chosen_customer;
    head.dialog.reset();
    return to_author(std::move(head), {.answer = customer_card(now_at.directory, *found.front(), now_at.now), .why = "customer"});
}

Route Router::words(const Case& now_at) const {
    auto text = now_at.situation.message.text;
    if (text.starts_with("//")) {
        text.erase(0, 1);
    } else if (const auto slashed = "/" + text; const auto start = command_start(slashed)) {
        // "@Deskhand price premium 40": the slash may be left out before the name of a plugin's command.
        const auto* known = commands_.find(start->name);
        if (known != nullptr && !known->plugin.empty()) return command(now_at, *start);
    }
    for (const auto& [plugin, listener] : listeners_) {
        if (!text.starts_with(listener.prefix) || !may_run(now_at.author.role, listener.roles)) continue;
        auto head = now_at.head;
        head.misses = 0;
        return {.to = ToPlugin{.plugin = plugin, .kind = CallKind::text, .handler = listener.name,
                               .arguments = {{"text", text}}, .step = Step::answer},
                .head = std::move(head)};
    }
    if (now_at.meaning == nullptr) return not_understood(now_at);
    const auto what = meant(now_at, now_at.meaning->intent);
    if (what && (now_at.meaning->sureness == Sureness::sure || only_asks_about_a_name(now_at, *what))) return act_on(now_at, *what);
    auto question = now_at.meaning->sureness == Sureness::unsure ? which_was_meant(now_at) : std::nullopt;
    auto route = question ? *std::move(question) : not_understood(now_at);
    route.is_doubtful = now_at.meaning->sureness != Sureness::sure;
    route.understood = summary_of(*now_at.meaning);
    return route;
}

Route Router::not_understood(const Case& now_at) const {
    auto head = now_at.head;
    ++head.misses;
    if (head.misses == 1) return offer(now_at, std::move(head), {.answer = suggestions(commands_, now_at.author.role), .why = "not_understood"});
    if (head.misses == 2) return offer(now_at, std::move(head), {.answer = person_offered(), .why = "not_understood"});
    head.misses = 0;
    return to_a_person(std::move(head), "not understood three times");
}

}  // namespace desk
