// The answers the desk gives itself, as phrases: refusals, suggestions, usage. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <desk/command.hpp>
#include <desk/plugin.hpp>

#include "bot/dispatch/command_index.hpp"
#include "conversations/people/directory.hpp"

namespace desk {

// "I do not know the command …. Did you mean …?" `near` may be empty.
Answer unknown_command(const std::string& command, const std::vector<std::string>& near);
// What was typed does not fit; the usage is one line per form of the command.
Answer does_not_fit(const ArgumentProblem& problem, const std::vector<std::string>& usage);
Answer languages_offered(const std::vector<std::string>& languages);
// None or several customers go by that name.
Answer customers_found(std::span<const Customer* const> found, const std::string& name);
// The customer an agent has chosen: plan, delegated rights with their end, where each service is administered.
Answer customer_card(const Directory& directory, const Customer& customer, Time now);
// Not understood, once: up to three things this person may ask for, as buttons.
Answer suggestions(const CommandIndex& commands, Role role);
// Says that it is a machine, and what it may be asked.
Answer greeting(const CommandIndex& commands, Role role);
// One of these was meant, as far as can be told.
Answer did_you_mean(std::vector<CardAction> choices);
// Not understood, twice.
Answer person_offered();

}  // namespace desk
