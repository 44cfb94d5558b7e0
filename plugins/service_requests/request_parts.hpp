// Pieces the cards of this plugin share. Pure; any thread.
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include <desk/card.hpp>
#include <desk/plugin.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace desk {

// A card holds 10; on an agent's, the bot puts the customer in front.
std::size_t most_facts(bool for_agent);

Answer with_card(Card card);
Fact request_fact(const char* label, Value value);
CardAction person_action();
CardAction request_action(const char* label, const std::string& id, const std::string& action);

Phrase priority_phrase(const std::string& priority);
// `for_agent`: the desk's people read more in some states than the customer.
Phrase state_phrase_of(const std::string& word, bool for_agent);
Value service_value(const std::string& service);
Value health_value(const HealthSnapshot& health);
// "everyone; not able to work"
Value impact_value(const RequestForm& form);
// A stranger's text cut to a fact's size.
std::string fact_text(const std::string& text);

bool is_agent(const std::string& role);

}  // namespace desk
