#include "plugins/service_requests/cards.hpp"

#include "plugins/services/short_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_rows = 10, most_buttons = 3;
// In a card's title (120 characters) beside the id, and in a fact (300) beside state and time.
constexpr std::size_t most_in_title = 100;
constexpr std::size_t most_in_fact = 200;

Answer with(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

Fact fact(const char* label, Value value) {
    return {{label, {}}, std::move(value)};
}

CardAction person() {
    return {{"common.person", {}}, "/person"};
}

Phrase priority_of(const FiledRequest& request) {
    return {"priority." + request.priority, {}};
}

Phrase state_of(const FiledRequest& request) {
    return {"request_state." + request.state, {}};
}

Value service_of(const FiledRequest& request) {
    if (request.service.empty()) return Phrase{"request.any_service", {}};
    return request.service;
}

Value health_of(const HealthSnapshot& health) {
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

void warn(Card& card, const HealthSnapshot& health) {
    if (health.state == "unknown") card.text.push_back({"request.unchecked", {}});
    if (health.incident.empty()) return;
    card.tone = Tone::warn;
    card.text.push_back({"request.known",
                         {{"id", health.incident},
                          {"service", health.service},
                          {"state", Phrase{"state." + health.word, {}}}}});
    card.text.push_back({"request.known_wait", {{"vendor", health.vendor}}});
}

Fact row(const FiledRequest& request) {
    return {{"common.text", {{"text", request.id}}},
            Phrase{"request.row",
                   {{"text", shortened(request.title, most_in_fact)},
                    {"state", state_of(request)},
                    {"stamp", When{request.filed_at, TimeStyle::stamp}}}}};
}

}  // namespace

Answer request_preview(const FiledRequest& request, const std::string& customer_name) {
    Card card{.kind = "request_preview", .title = {"request.preview_title", {}}};
    warn(card, request.health);
    card.text.push_back({"request.preview", {}});
    card.facts = {fact("request.customer", customer_name),
                  fact("request.subject", shortened(request.title, most_in_fact)),
                  fact("request.service", service_of(request)),
                  fact("request.priority", priority_of(request)),
                  fact("request.contact", request.contact),
                  fact("request.health", health_of(request.health))};
    return with(std::move(card));
}

Answer request_filed(const FiledRequest& request) {
    Card card{.kind = "request", .tone = Tone::ok};
    card.text = {{"request.filed",
                  {{"id", request.id},
                   {"text", shortened(request.title, most_in_fact)},
                   {"priority", priority_of(request)}}}};
    card.actions = {{{"request.show", {{"id", request.id}}}, "/request " + request.id}, person()};
    return with(std::move(card));
}

Answer request_card(const FiledRequest& request) {
    Card card{.kind = "request"};
    card.title = {"request.title",
                  {{"id", request.id}, {"text", shortened(request.title, most_in_title)}}};
    card.facts = {fact("request.state", state_of(request)),
                  fact("request.service", service_of(request)),
                  fact("request.priority", priority_of(request)),
                  fact("request.filed_at", When{request.filed_at, TimeStyle::stamp}),
                  fact("request.changed", When{request.changed_at, TimeStyle::stamp}),
                  fact("request.health", health_of(request.health))};
    card.actions = {person()};
    return with(std::move(card));
}

Answer request_list(std::vector<FiledRequest> requests) {
    std::erase_if(requests, [](const auto& request) { return request.state == "closed"; });
    std::stable_sort(requests.begin(), requests.end(),
                     [](const auto& a, const auto& b) { return a.filed_at > b.filed_at; });
    Card card{.kind = "requests"};
    if (requests.empty()) {
        card.text = {{"request.list_empty", {}}};
        card.actions = {{{"request.new", {}}, "/request new"}};
        return with(std::move(card));
    }
    card.title = {"request.list_title", {{"count", static_cast<std::int64_t>(requests.size())}}};
    for (const auto& request : requests) {
        if (card.facts.size() < most_rows) card.facts.push_back(row(request));
        if (card.actions.size() < most_buttons) {
            card.actions.push_back(
                {{"request.show", {{"id", request.id}}}, "/request " + request.id});
        }
    }
    if (requests.size() > most_rows) {
        card.text = {{"common.and_more",
                      {{"count", static_cast<std::int64_t>(requests.size() - most_rows)}}}};
    }
    return with(std::move(card));
}

Answer no_such_request(const std::string& id, const std::string& customer_name) {
    return say("request.not_found", {{"id", id}, {"customer", customer_name}});
}

}  // namespace desk
