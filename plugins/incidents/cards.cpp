#include "plugins/incidents/cards.hpp"

#include "plugins/services/short_text.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_rows = 10;
constexpr std::size_t most_details = 3;   // buttons
constexpr std::size_t most_quoted = 260;  // of one update: a fact holds 300 characters

Card empty_card(const IncidentQuestion& question, const char* kind, Tone tone) {
    return {.kind = kind, .tone = tone, .source = source_of(question.vendor, question.checked_at)};
}

Answer with(Card card) {
    Answer answer;
    answer.card = std::move(card);
    return answer;
}

CardAction person() {
    return {{"common.person", {}}, "/person"};
}

Fact row(const OwnIncident& own) {
    return {{"common.text", {{"text", own.incident->id}}},
            Phrase{"incident.row",
                   {{"service", own.services},
                    {"state", state_phrase(state_of(*own.incident))},
                    {"stamp", When{own.incident->began, TimeStyle::stamp}}}}};
}

bool is_same_id(std::string_view a, std::string_view b) {
    return folded(a) == folded(b);
}

}  // namespace

Fact update_row(const ReportedUpdate& update) {
    const Phrase label{"common.text", {{"text", When{update.at, TimeStyle::stamp}}}};
    const auto text = shortened(update.text, most_quoted);
    if (update.word.empty()) return {label, Phrase{"common.quote", {{"text", text}}}};
    const Phrase state{"state." + update.word, {}};
    if (text.empty()) return {label, Phrase{"incident.update_silent", {{"state", state}}}};
    return {label, Phrase{"incident.update", {{"state", state}, {"text", text}}}};
}

void add_ending(Card& card, const ReportedIncident& incident) {
    if (incident.is_open || !incident.ended || incident.began == Time{}) return;
    const auto length =
        std::chrono::duration_cast<std::chrono::seconds>(*incident.ended - incident.began);
    card.text.push_back(
        {"incident.ended", {{"moment", When{*incident.ended}}, {"duration", Span{length}}}});
}

std::vector<OwnIncident> own_incidents(const StatusReport& page,
                                       const std::vector<Service>& services) {
    std::vector<OwnIncident> incidents;
    for (const auto& incident : page.incidents) {
        OwnIncident own{&incident, {}};
        for (const auto& service : services) {
            if (is_about(incident, page, service)) own.services.items.emplace_back(service.name);
        }
        if (!own.services.items.empty()) incidents.push_back(std::move(own));
    }
    return incidents;
}

const OwnIncident* find_incident(const std::vector<OwnIncident>& incidents, std::string_view id) {
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const auto& own) {
        return is_same_id(own.incident->id, id) || is_same_id(own.incident->source_id, id);
    });
    return found == incidents.end() ? nullptr : &*found;
}

Answer open_incidents(const IncidentQuestion& question, const std::vector<OwnIncident>& incidents) {
    auto card = empty_card(question, "incidents", Tone::info);
    auto worst = Level::ok;
    std::int64_t count = 0;
    for (const auto& own : incidents) {
        if (!own.incident->is_open) continue;
        ++count;
        worst = std::max(worst, state_of(*own.incident).level);
        if (card.facts.size() < most_rows) card.facts.push_back(row(own));
        if (card.actions.size() < most_details) {
            card.actions.push_back(
                {{"common.text", {{"text", own.incident->id}}}, "/incident " + own.incident->id});
        }
    }
    if (count == 0) {
        card.text = {{"incident.none", {}}};
        return with(std::move(card));
    }
    card.tone = tone_of(worst);
    card.title = {"incident.open", {{"count", count}}};
    const auto left_out = count - static_cast<std::int64_t>(card.facts.size());
    if (left_out > 0) card.text.push_back({"common.and_more", {{"count", left_out}}});
    return with(std::move(card));
}

Answer timeline(const IncidentQuestion& question, const OwnIncident& own) {
    const auto& incident = *own.incident;
    const auto state = state_of(incident);
    auto card = empty_card(question, "incident", tone_of(state.level));
    card.title = {"incident.title",
                  {{"id", incident.id}, {"service", own.services}, {"state", state_phrase(state)}}};
    card.text = told(incident, question.vendor, question.call);
    add_ending(card, incident);
    for (const auto& update : incident.updates) {
        if (card.facts.size() < most_rows) card.facts.push_back(update_row(update));
    }
    if (incident.updates.size() > most_rows) {
        const auto count = static_cast<std::int64_t>(incident.updates.size() - most_rows);
        card.text.push_back({"incident.earlier", {{"count", count}}});
    }
    if (incident.is_open) card.actions = {{{"health.subscribe", {}}, "/incident " + incident.id + " subscribe"}};
    card.actions.push_back({{"incident.all", {}}, "/incident"});
    card.actions.push_back(person());
    return with(std::move(card));
}

Answer no_such_incident(const IncidentQuestion& question, const std::string& id) {
    auto card = empty_card(question, "incident", Tone::info);
    card.text = {{"incident.not_found", {{"id", id}}}};
    card.actions = {{{"incident.all", {}}, "/incident"}, person()};
    return with(std::move(card));
}

Answer source_unreachable(const IncidentQuestion& question) {
    auto card = empty_card(question, "incidents", Tone::neutral);
    card.text = {{"incident.unreachable", {{"vendor", question.vendor.name}}}};
    card.actions = {person()};
    return with(std::move(card));
}

}  // namespace desk
