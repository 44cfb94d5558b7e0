#include "plugins/service_requests/request_parts.hpp"

#include "plugins/services/short_text.hpp"

#include <map>

namespace desk {
namespace {

constexpr std::size_t most_in_fact = 200;  // a fact holds 300 characters, beside state and time

// What was not understood stands there as it was said: nobody claims a workaround for them.
Phrase urgency_phrase(const RequestForm& form) {
    if (!form.urgency.empty()) return {"urgency." + form.urgency, {}};
    if (form.urgency_said.empty()) return {"common.unknown", {}};
    return {"common.quote", {{"text", fact_text(form.urgency_said)}}};
}

}  // namespace

std::size_t most_facts(bool for_agent) {
    return for_agent ? 9 : 10;
}

Answer with_card(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

Fact request_fact(const char* label, Value value) {
    return {{label, {}}, std::move(value)};
}

CardAction person_action() {
    return {{"common.person", {}}, "/person"};
}

CardAction request_action(const char* label, const std::string& id, const std::string& action) {
    return {{label, {{"id", id}}}, "/request " + id + (action.empty() ? "" : " " + action)};
}

Phrase priority_phrase(const std::string& priority) {
    return {"priority." + priority, {}};
}

Phrase state_phrase_of(const std::string& word, bool for_agent) {
    const bool differs = for_agent && (word == "attention_needed" || word == "waiting_customer");
    return {"request_state." + word + (differs ? "_agents" : ""), {}};
}

Value service_value(const std::string& service) {
    if (service.empty()) return Phrase{"request.any_service", {}};
    return service;
}

Value health_value(const HealthSnapshot& health) {
    std::map<std::string, Value> values{{"moment", When{health.as_of}}};
    if (health.state == "unknown") return Phrase{"request.health_unknown", std::move(values)};
    if (health.state == "ok") return Phrase{"request.health_none", std::move(values)};

    values.emplace("state", Phrase{"state." + health.word, {}});
    if (health.service.empty()) return Phrase{"request.health_trouble_any", std::move(values)};
    values.emplace("service", health.service);
    if (health.incident.empty()) return Phrase{"request.health_trouble", std::move(values)};
    values.emplace("id", health.incident);
    return Phrase{"request.health_known", std::move(values)};
}

Value impact_value(const RequestForm& form) {
    const Phrase impact{"impact." + (form.impact.empty() ? "group" : form.impact), {}};
    const auto urgency = urgency_phrase(form);
    if (form.users == 0) return Phrase{"request.impact_value", {{"impact", impact}, {"urgency", urgency}}};
    return Phrase{"request.impact_users", {{"count", form.users}, {"impact", impact}, {"urgency", urgency}}};
}

std::string fact_text(const std::string& text) {
    return shortened(text, most_in_fact);
}

bool is_agent(const std::string& role) {
    return role == "helpdesk" || role == "lead" || role == "admin";
}

}  // namespace desk
