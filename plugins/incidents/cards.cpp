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
constexpr std::size_t most_title = 160;   // of a reminder
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
    return {{"common.text", {{"text", own.incident.id}}},
            Phrase{"incident.row",
                   {{"service", own.services},
                    {"state", state_phrase(state_of(own.incident))},
                    {"stamp", When{own.incident.began, TimeStyle::stamp}}}}};
}

// What is not an incident, but should be known: a maintenance or a message with a date, a security notice.
bool add_reminder(Card& card, const OwnIncident& own) {
    const auto& incident = own.incident;
    if (incident.kind == ReportKind::incident && !incident.needs_person) return false;
    const auto title = shortened(incident.title, most_title);
    const Fact label{{"common.text", {{"text", incident.id}}}, {}};
    if (incident.needs_person) {
        card.facts.push_back({label.label, Phrase{"incident.to_check", {{"title", title}}}});
    } else if (const auto date = incident.kind == ReportKind::reminder ? incident.until : incident.from) {
        card.facts.push_back({label.label, Phrase{"incident.reminder", {{"title", title}, {"date", When{*date, TimeStyle::date}}}}});
    }
    return true;
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

Answer open_incidents(const IncidentQuestion& question, const std::vector<OwnIncident>& incidents) {
    auto card = empty_card(question, "incidents", Tone::info);
    auto worst = Level::ok;
    std::int64_t count = 0;
    for (const auto& own : incidents) {
        const bool is_listed = own.incident.is_open && own.incident.kind == ReportKind::incident && !own.incident.needs_person;
        if (!is_listed) continue;
        ++count;
        worst = std::max(worst, state_of(own.incident).level);
        if (card.facts.size() < most_rows) card.facts.push_back(row(own));
        if (card.actions.size() < most_details) {
            card.actions.push_back(
                {{"common.text", {{"text", own.incident.id}}}, "/incident " + own.incident.id});
        }
    }
    const auto left_out = count - static_cast<std::int64_t>(card.facts.size());
    for (const auto& own : incidents) {
        if (own.incident.is_open && card.facts.size() < most_rows) add_reminder(card, own);
    }
    if (question.is_partial) card.text.push_back({"incident.partial", {}});
    if (count == 0) {
        if (!question.is_partial) card.text = {{"incident.none", {}}};
        return with(std::move(card));
    }
    card.tone = tone_of(worst);
    card.title = {"incident.open", {{"count", count}}};
    if (left_out > 0) card.text.push_back({"common.and_more", {{"count", left_out}}});
    return with(std::move(card));
}

Answer timeline(const IncidentQuestion& question, const OwnIncident& own) {
    const auto& incident = own.incident;
    const auto state = state_of(incident);
    auto card = empty_card(question, "incident", tone_of(state.level));
    card.title = {"incident.title",
                  {{"id", incident.id}, {"service", own.services}, {"state", state_phrase(state)}}};
    card.text = told(incident, own.vendor, question.call);
    card.source = source_of(own.vendor, own.as_of);
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
