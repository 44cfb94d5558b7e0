#include "bot/dispatch/answers.hpp"

#include <algorithm>
#include <array>

#include "conversations/people/permissions.hpp"

namespace desk {
namespace {

List list_of(const std::vector<std::string>& words, ListStyle style) {
    List list{.items = {}, .style = style};
    for (const auto& word : words) list.items.emplace_back(word);
    return list;
}

// No text beside the card: where there are no buttons its words count them, "1. …".
Answer with_buttons(Phrase text, std::vector<CardAction> actions) {
    return {.card = Card{.kind = "choice", .text = {std::move(text)}, .actions = std::move(actions)}};
}

// Which commands are offered to somebody who was not understood, and under which words.
struct Suggestion {
    const char* command;
    const char* label;
};
constexpr std::array suggested{Suggestion{"health", "bot.ask_health"}, Suggestion{"price", "bot.ask_price"},
                               Suggestion{"person", "common.person"}};

std::vector<CardAction> what_to_ask(const CommandIndex& commands, Role role) {
    std::vector<CardAction> actions;
    for (const auto& [name, label] : suggested) {
        const auto* command = commands.find(name);
        if (command == nullptr || !may_run(role, command->declaration.roles)) continue;
        actions.push_back({.label = Phrase{label}, .command = "/" + std::string{name}});
    }
    return actions;
}

// Below 30 days the end is said in days: rights that lapse are the commonest reason for a refusal at the vendor.
Value rights_of(const Relationship& relationship, Time now) {
    if (relationship.status.empty()) return Phrase{"common.unknown"};
    if (!relationship.ends_at) return relationship.status;
    const auto days = std::chrono::duration_cast<std::chrono::days>(*relationship.ends_at - now).count();
    if (days >= 0 && days < 30) return Phrase{"duty.rights_days", {{"state", relationship.status}, {"count", days}}};
    return Phrase{"duty.rights_until", {{"state", relationship.status}, {"date", When{*relationship.ends_at, TimeStyle::date}}}};
}

List names_of(const std::vector<Contact>& contacts) {
    List names;
    for (const auto& contact : contacts) names.items.emplace_back(contact.name);
    return names;
}

}  // namespace

Answer unknown_command(const std::string& command, const std::vector<std::string>& near) {
    if (near.empty()) return say("err.unknown_command_help", {{"text", command}});
    return say("err.unknown_command", {{"text", command}, {"choice", list_of(near, ListStyle::any)}});
}

Answer does_not_fit(const ArgumentProblem& problem, const std::vector<std::string>& usage) {
    const auto shown = list_of(usage, ListStyle::any);
    if (problem.given.empty()) return say("err.usage", {{"usage", shown}});
    return say("err.bad_value", {{"value", problem.given}, {"expected", shown}});
}

Answer languages_offered(const std::vector<std::string>& languages) {
    return say("bot.language_unknown", {{"list", list_of(languages, ListStyle::any)}});
}

Answer customers_found(std::span<const Customer* const> found, const std::string& name) {
    if (found.empty()) return say("duty.no_customer", {{"text", name}});
    std::vector<std::string> names;
    for (const auto* customer : found) names.push_back(customer->name);
    return say("duty.which_customer", {{"choice", list_of(names, ListStyle::any)}});
}

Answer customer_card(const Directory& directory, const Customer& customer, Time now) {
    constexpr std::size_t most_facts = 10;
    Card card{.kind = "customer", .tone = Tone::neutral, .title = {"duty.customer_chosen", {{"customer", customer.name}}}};
    if (!customer.plan.empty()) card.facts.push_back({{"duty.plan"}, customer.plan});
    if (!customer.contacts.empty()) card.facts.push_back({{"duty.contacts"}, names_of(customer.contacts)});
    if (!customer.tenant_id.empty()) card.facts.push_back({{"duty.rights"}, rights_of(customer.relationship, now)});
    List services;
    for (const auto* service : directory.services_of(customer)) services.items.emplace_back(service->name);
    if (!services.items.empty()) card.facts.push_back({{"duty.services"}, std::move(services)});
    for (const auto& link : customer.admin_links) {
        if (card.facts.size() == most_facts) break;
        card.facts.push_back({{"duty.admin_link", {{"service", link.title}}}, link.url});
    }
    return {.card = std::move(card)};
}

Answer suggestions(const CommandIndex& commands, Role role) {
    return with_buttons(Phrase{"bot.not_understood"}, what_to_ask(commands, role));
}

Answer greeting(const CommandIndex& commands, Role role) {
    return with_buttons(Phrase{"bot.hello"}, what_to_ask(commands, role));
}

Answer did_you_mean(std::vector<CardAction> choices) { return with_buttons(Phrase{"bot.not_understood"}, std::move(choices)); }

Answer person_offered() {
    return with_buttons(Phrase{"bot.second_miss"}, {{.label = Phrase{"common.person"}, .command = "/person"}});
}

}  // namespace desk
