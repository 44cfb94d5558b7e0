// Router: what people write in their own words, and what such words do while a form is open.
#include <algorithm>
#include <utility>

#include "bot/dispatch/answers.hpp"
#include "bot/dispatch/router.hpp"
#include "bot/dispatch/routing.hpp"
#include "conversations/people/permissions.hpp"
#include "conversations/words.hpp"

namespace desk {

// None: nobody handles it, or this person may not have it; then it is as if it had not been understood.
std::optional<Router::Meant> Router::meant(const Case& now_at, const std::string& intent) const {
    const auto* target = intents_.find(intent);
    if (target == nullptr) return std::nullopt;
    if (target->own != OwnIntent::none) return Meant{target, nullptr};
    const auto* found = commands_.find(target->command);
    if (found == nullptr || !may_run(now_at.author.role, found->declaration.roles)) return std::nullopt;
    return Meant{target, found};
}

std::vector<OfferedIntent> Router::offered_to(const Person& author) const {
    std::vector<OfferedIntent> offered;
    for (const auto& [name, target] : intents_.targets()) {
        if (may_be_chosen(author, target)) offered.push_back({name, target.examples});
    }
    return offered;
}

bool Router::may_be_chosen(const Person& author, const IntentTarget& target) const {
    if (target.own != OwnIntent::none) return target.own == OwnIntent::greeting || target.own == OwnIntent::thanks;
    const auto* command = commands_.find(target.command);
    if (command == nullptr || !may_run(author.role, command->declaration.roles)) return false;
    return target.fixed.empty() || has_side_effects(command->declaration, {{"form", target.form}});
}

// "exchange", and no more: the likeliest question about it is answered, as long as the answer changes nothing.
bool Router::only_asks_about_a_name(const Case& now_at, const Meant& meant) const {
    const auto& meaning = *now_at.meaning;
    if (!meaning.is_name_only || meaning.slots.size() != 1 || !meaning.slots.front().is_exact || meaning.sureness != Sureness::unsure) return false;
    if (meant.command == nullptr || meant.command->plugin.empty() || !meant.target->fixed.empty()) return false;
    const auto given = arguments_meant(*meant.target, meant.command->declaration, meaning, now_at.situation.message.text);
    return !has_side_effects(meant.command->declaration, given);
}

// An agent who names a customer means that one, from now on; a name with a slip of the finger is no name.
Head Router::of_named_customer(const Case& now_at) const {
    auto head = now_at.head;
    const auto* named = now_at.meaning->slot(SlotKind::customer);
    if (!is_agent(now_at.author.role) || named == nullptr || !named->is_exact || named->value == head.customer) return head;
    head.customer = named->value;
    head.customer_until = now_at.now + patience_.chosen_customer;
    head.dialog.reset();  // it was about another customer
    return head;
}

Route Router::act_on(const Case& asked, const Meant& meant) const {
    const Case now_at{asked.situation, asked.author, asked.directory, asked.now, of_named_customer(asked), asked.meaning};
    const auto& text = now_at.situation.message.text;
    auto route = [&]() -> Route {
        if (meant.command == nullptr) return own_intent(now_at, meant.target->own);
        if (auto refused = refusal_for(now_at.author, now_at.head, *meant.command)) return to_author(now_at.head, *std::move(refused));
        if (meant.command->plugin.empty()) return core_command(now_at, *meant.command, {});
        return ready(now_at, *meant.command, arguments_meant(*meant.target, meant.command->declaration, *now_at.meaning, text));
    }();
    route.understood = summary_of(*now_at.meaning);
    return route;
}

Route Router::own_intent(const Case& now_at, OwnIntent own) const {
    if (own == OwnIntent::person) return to_a_person(now_at.head, "asked for a person");
    auto head = now_at.head;
    head.misses = 0;
    if (own == OwnIntent::greeting) return offer(now_at, std::move(head), {.answer = greeting(commands_, now_at.author.role), .why = "greeting"});
    if (own == OwnIntent::thanks) return to_author(std::move(head), {.answer = say("bot.welcome"), .why = "thanks"});
    head.dialog.reset();
    return to_author(std::move(head), {.answer = say("confirm.cancelled"), .why = "cancelled"});
}

// Honest doubt: the likeliest three as buttons, once; then a person is offered, then called.
std::optional<Route> Router::which_was_meant(const Case& now_at) const {
    if (now_at.head.misses > 0) return std::nullopt;
    const auto& meaning = *now_at.meaning;
    std::vector<CardAction> choices;
    std::vector<std::string> owners;
    std::vector<std::string> intents{meaning.intent};
    for (const auto& next : meaning.runner_ups) intents.push_back(next.intent);
    for (const auto& intent : intents) {
        const auto what = meant(now_at, intent);
        if (!what || what->command == nullptr) continue;
        const auto given = arguments_meant(*what->target, what->command->declaration, meaning, now_at.situation.message.text);
        auto command = typed(*what->target, given, what->command->declaration);
        const bool is_there = std::any_of(choices.begin(), choices.end(), [&](const auto& one) { return one.command == command; });
        if (is_there) continue;
        const auto& label = what->target->label.empty() ? what->command->declaration.help : what->target->label;
        choices.push_back({.label = Phrase{label}, .command = std::move(command)});
        owners.push_back(what->command->plugin);
    }
    if (choices.empty()) return std::nullopt;
    auto head = now_at.head;
    head.misses = 1;
    return offer(now_at, std::move(head), {.answer = did_you_mean(std::move(choices)), .labels_of = std::move(owners), .why = "unsure"});
}

// The buttons of a question, for whoever has none: their numbers are taken for an answer until something else is said.
Route Router::offer(const Case& now_at, Head head, ToAuthor to) const {
    if (!head.dialog && to.answer.card) {
        Dialog dialog{.waits_for = "choice", .asked_of = now_at.situation.message.author, .token = now_at.situation.message_id,
                      .fresh_until = now_at.now + patience_.question, .until = now_at.now + patience_.question};
        for (const auto& action : to.answer.card->actions) dialog.given[std::to_string(dialog.given.size() + 1)] = action.command;
        head.dialog = std::move(dialog);
    }
    return to_author(std::move(head), std::move(to));
}

std::optional<Route> Router::choose(Case& now_at) const {
    const auto dialog = now_at.head.dialog;
    if (!dialog || dialog->waits_for != "choice" || dialog->asked_of != now_at.situation.message.author) return std::nullopt;
    now_at.head.dialog.reset();
    const auto chosen = dialog->given.find(std::string{sdk::trimmed(now_at.situation.message.text)});
    if (chosen == dialog->given.end() || dialog->until < now_at.now) return std::nullopt;
    const auto start = command_start(chosen->second);
    return start ? std::optional{command(now_at, *start)} : std::nullopt;
}

// In the middle of a form somebody asks something else: it is answered, and the question is put again. Only what changes
// nothing, and never in place of words that were asked for.
std::optional<Route> Router::digress(const Case& now_at, const Dialog& dialog) const {
    if (now_at.meaning == nullptr || now_at.meaning->sureness != Sureness::sure) return std::nullopt;
    const auto* waiting = commands_.find(dialog.command);
    const auto what = meant(now_at, now_at.meaning->intent);
    if (waiting == nullptr || !what || what->command == nullptr || what->command->plugin.empty()) return std::nullopt;
    const auto given = arguments_meant(*what->target, what->command->declaration, *now_at.meaning, now_at.situation.message.text);
    if (what->target->command == dialog.command || has_side_effects(what->command->declaration, given)) return std::nullopt;

    const auto* argument = declared(waiting->declaration, dialog.waits_for);
    const bool wants_words = argument != nullptr && (argument->type == ArgumentType::rest || argument->type == ArgumentType::word);
    const bool is_question = now_at.situation.message.text.find('?') != std::string::npos;
    if (wants_words && !is_question && now_at.now <= dialog.fresh_until) return std::nullopt;
    auto route = ready({now_at.situation, now_at.author, now_at.directory, now_at.now, now_at.head, now_at.meaning}, *what->command, given);
    if (!std::holds_alternative<ToPlugin>(route.to)) return std::nullopt;
    route.head.dialog = dialog;
    route.head.dialog->fresh_until = std::max(dialog.fresh_until, now_at.now + patience_.question);  // it is put again
    auto& to = std::get<ToPlugin>(route.to);
    to.asks_again = argument == nullptr ? "" : argument->ask;
    to.asks_again_of = waiting->plugin;
    route.understood = summary_of(*now_at.meaning);
    return route;
}

// "nem, holnap óta" while a preview waits: the slots of the sentence replace what was given.
std::optional<Route> Router::correct_by_words(const Case& now_at, const Dialog& dialog) const {
    if (now_at.meaning == nullptr || dialog.waits_for != "confirmation" || dialog.until < now_at.now) return std::nullopt;
    const auto* command = commands_.find(dialog.command);
    if (command == nullptr || means_yes(now_at.situation.message.text)) return std::nullopt;
    auto given = dialog.given;
    bool has_changed = false;
    for (const auto& argument : command->declaration.arguments) {
        if (!belongs_to(argument, first_word_value(given, "form"))) continue;
        const auto checked = check_argument(argument, slot_value(argument, *now_at.meaning, now_at.situation.message.text));
        if (checked.problem || first_word_value(given, argument.name) == checked.value) continue;
        given[argument.name] = checked.value;
        has_changed = true;
    }
    if (!has_changed) return std::nullopt;
    if (auto refused = refusal_for(now_at.author, now_at.head, *command)) return to_author(now_at.head, *std::move(refused));
    auto route = ready(now_at, *command, std::move(given));
    route.understood = summary_of(*now_at.meaning);
    return route;
}

}  // namespace desk
