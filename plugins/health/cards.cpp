#include "plugins/health/cards.hpp"

#include "plugins/health/history.hpp"
#include "plugins/services/short_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_rows = 10;
constexpr std::size_t most_quoted = 500;
constexpr std::size_t most_named = 5;  // services in a title, which has room for 120 characters

Card empty_card(const HealthQuestion& question, Tone tone) {
    return {.kind = "service_health",
            .tone = tone,
            .source = source_of(question.vendor, question.checked_at)};
}

Answer with(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

CardAction button(const char* label, std::string command) {
    return {{label, {}}, std::move(command)};
}

CardAction person() {
    return button("common.person", "/person");
}

Phrase title_of(const Service& service, const ServiceState& state) {
    return {"health.title", {{"service", service.name}, {"state", state_phrase(state)}}};
}

const std::string& vendor_of(const HealthQuestion& question, const Service& service) {
    return service.vendor.empty() ? question.vendor.name : service.vendor;
}

Answer nothing_known(const HealthQuestion& question, const Service& service) {
    auto card = empty_card(question, Tone::info);
    card.text = {{"health.none",
                  {{"vendor", vendor_of(question, service)},
                   {"service", service.name},
                   {"customer", question.call.customer.name}}},
                 {"health.own_side", {}},
                 {"health.ask_file", {}}};
    card.actions = {button("health.file", "/request new"), button("health.check_other", "/health"),
                    person()};
    return with(std::move(card));
}

Answer not_listed(const HealthQuestion& question, const Service& service) {
    auto card = empty_card(question, Tone::neutral);
    card.text = {{"health.not_listed",
                  {{"vendor", vendor_of(question, service)}, {"service", service.name}}}};
    card.actions = {button("health.check_other", "/health"), person()};
    return with(std::move(card));
}

Answer maintenance(const HealthQuestion& question, const Service& service,
                   const ReportedIncident& work) {
    auto card = empty_card(question, Tone::info);
    card.title = {"maintenance.title", {{"service", service.name}}};
    if (work.from && work.until) {
        card.text.push_back({"maintenance.times",
                             {{"start", When{*work.from, TimeStyle::stamp}},
                              {"end", When{*work.until, TimeStyle::stamp}},
                              {"zone", Zone{question.call.time_zone}}}});
    }
    card.text.push_back({"maintenance.may_fail", {}});
    card.actions = {button("health.other", "/request new"), person()};
    return with(std::move(card));
}

// What it affects, by the source's names; its own title when it names nothing.
List affected_names(const ReportedIncident& incident) {
    List names;
    for (const auto& part : incident.affected) {
        if (names.items.size() < most_named && !part.name.empty()) names.items.emplace_back(shortened(part.name, 40));
    }
    if (names.items.empty()) names.items.emplace_back(shortened(incident.title, 60));
    return names;
}

bool is_trouble(const ServiceState& state) {
    return state.level > Level::watch ||
           (state.level == Level::watch && state.word != "maintenance");
}

Fact row(const Service& service, const ServiceState& state) {
    std::map<std::string, Value> values{{"symbol", std::string{symbol_of(state.level)}},
                                        {"state", label_phrase(state)}};
    const bool has_id = is_trouble(state) && state.incident != nullptr;
    if (has_id) values.emplace("id", state.incident->id);
    return {{"common.text", {{"text", service.name}}},
            Phrase{has_id ? "health.row_incident" : "health.row", std::move(values)}};
}

// Indexes of the services, worst first; unknown stands between trouble and what works.
std::vector<std::size_t> worst_first(const std::vector<ServiceState>& states) {
    std::vector<std::size_t> order(states.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto weight = [&](std::size_t i) {
        return states[i].level == Level::unknown ? 3 : 2 * static_cast<int>(states[i].level);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return weight(a) > weight(b); });
    return order;
}

std::int64_t count_if(const std::vector<ServiceState>& states, bool (*fits)(const ServiceState&)) {
    return std::count_if(states.begin(), states.end(), fits);
}

void summarise(Card& card, const HealthQuestion& question,
               const std::vector<ServiceState>& states) {
    const auto troubled = count_if(states, is_trouble);
    const auto unknown =
        count_if(states, [](const auto& state) { return state.level == Level::unknown; });
    if (troubled > 0) {
        const auto total = static_cast<std::int64_t>(states.size());
        card.text.push_back({"health.some", {{"count", troubled}, {"total", total}}});
    }
    if (unknown > 0) card.text.push_back({"health.some_unknown", {{"count", unknown}}});
    if (troubled == 0 && unknown == 0)
        card.text.push_back({"health.all_ok", {{"vendor", question.vendor.name}}});
}

}  // namespace

Answer one_service(const HealthQuestion& question, const Service& service,
                   const ServiceState& state) {
    if (state.level == Level::ok) return nothing_known(question, service);
    if (state.level == Level::unknown) return not_listed(question, service);
    if (state.word == "maintenance" && state.incident != nullptr) {
        return maintenance(question, service, *state.incident);
    }

    auto card = empty_card(question, tone_of(state.level));
    card.title = title_of(service, state);
    card.text = {{"health.known", {}}};
    if (state.incident == nullptr) {
        card.text.push_back({"health.no_details", {{"vendor", vendor_of(question, service)}}});
    } else {
        for (auto& sentence : told(*state.incident, question.vendor, question.call)) {
            card.text.push_back(std::move(sentence));
        }
        const auto incident = "/incident " + state.incident->id;
        if (state.incident->is_open) card.actions.push_back(button("health.subscribe", incident + " subscribe"));
        card.actions.push_back(button("health.details", incident));
    }
    card.actions.push_back(button("health.other", "/request new"));
    return with(std::move(card));
}

Answer unreachable(const HealthQuestion& question, const Service& service,
                   const std::optional<LastKnown>& last) {
    auto card = empty_card(question, Tone::neutral);
    card.text = {{"health.unreachable",
                  {{"vendor", vendor_of(question, service)}, {"service", service.name}}}};
    if (last && last->state.level != Level::unknown) {
        card.text.push_back({"health.last_known",
                             {{"state", state_phrase(last->state)}, {"moment", When{last->at}}}});
    }
    card.actions = {button("health.file", "/request new"), person()};
    return with(std::move(card));
}

Answer overview(const HealthQuestion& question, const std::vector<Service>& services,
                const std::vector<ServiceState>& states) {
    auto card = empty_card(question, tone_of(roll_up(states)));
    card.title = {"health.overview", {{"customer", question.call.customer.name}}};
    if (services.empty()) {
        card.text = {{"health.no_services", {{"customer", question.call.customer.name}}}};
        return with(std::move(card));
    }
    summarise(card, question, states);
    const auto order = worst_first(states);
    for (std::size_t i = 0; i < std::min(order.size(), most_rows); ++i) {
        card.facts.push_back(row(services[order[i]], states[order[i]]));
    }
    if (order.size() > most_rows) {
        card.text.push_back(
            {"common.and_more", {{"count", static_cast<std::int64_t>(order.size() - most_rows)}}});
    }
    const auto& worst = states[order.front()];
    if (is_trouble(worst) && worst.incident != nullptr) {
        card.actions.push_back(button("health.details", "/incident " + worst.incident->id));
    }
    return with(std::move(card));
}

Answer unreachable(const HealthQuestion& question, const std::vector<Service>& services) {
    auto answer = overview(question, services, std::vector<ServiceState>(services.size()));
    answer.card->text = {{"health.unreachable_all", {{"vendor", question.vendor.name}}}};
    answer.card->actions = {person()};
    return answer;
}

void add_history(Answer& answer, const std::string& days) {
    const auto count = count_days(days);
    if (!answer.card || count.known < 2) return;
    const auto known = days.substr(days.find_first_not_of('-'));
    answer.card->facts.push_back({{"health.history", {}},
                                  Phrase{"health.history_days",
                                         {{"bars", bars_of(known)},
                                          {"fine", std::int64_t{count.fine}},
                                          {"known", std::int64_t{count.known}}}}});
}

Answer new_incident(const ReportedIncident& incident, const Vendor& vendor) {
    Card card{.kind = "incident", .tone = tone_of(incident.state.level)};
    card.title = {"health.title", {{"service", affected_names(incident)}, {"state", state_phrase(state_of(incident))}}};
    if (incident.began != Time{}) card.text.push_back({"health.began_broadcast", {{"moment", When{incident.began}}}});
    const auto text = incident.updates.empty() ? incident.title : incident.updates.front().text;
    if (!text.empty()) {
        card.text.push_back(lead_in(vendor));
        card.text.push_back({"common.quote", {{"text", shortened(text, most_quoted)}}});
    }
    card.actions = {button("health.subscribe", "/incident " + incident.id + " subscribe"),
                    button("health.details", "/incident " + incident.id)};
    return with(std::move(card));
}

Answer words_of_desk(const ReportedIncident& incident, const std::string& text, Time at) {
    Card card{.kind = "incident", .tone = Tone::info};
    card.title = {"broadcast.title", {{"service", affected_names(incident)}, {"id", incident.id}}};
    card.text = {{"health.desk_says", {}}, {"common.quote", {{"text", shortened(text, most_quoted)}}}};
    card.actions = {button("health.details", "/incident " + incident.id)};
    card.source = Source{Phrase{"health.source_desk", {}}, at};
    return with(std::move(card));
}

Answer unknown_service(const HealthQuestion& question, const std::string& text,
                       const std::vector<Service>& services) {
    if (services.empty()) return overview(question, services, {});
    List names;
    for (const auto& service : services) names.items.emplace_back(service.name);
    return say("health.unknown_service", {{"text", text}, {"list", std::move(names)}});
}

}  // namespace desk
