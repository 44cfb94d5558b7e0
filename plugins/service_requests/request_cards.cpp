#include "plugins/service_requests/request_cards.hpp"

#include "plugins/service_requests/request_parts.hpp"
#include "plugins/services/short_text.hpp"
#include "plugins/sla/vendor_clock.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_buttons = 3, most_in_title = 100, most_notes = 3;

// What we promised next: the reply that is owed, else the solution.
const SlaClock* next_promise(const SlaStanding& standing) {
    for (const auto name : sla_clock_names) {
        const auto& clock = standing[name];
        if (clock.due || clock.paused_since) return &clock;
    }
    return nullptr;
}

void add_promise(Card& card, const SlaStanding& standing) {
    const auto* clock = next_promise(standing);
    if (clock == nullptr) return;
    const auto label = clock->name == SlaClockName::resolution ? "request.solution_due" : "request.due";
    if (clock->due) {
        card.facts.push_back(request_fact(label, When{*clock->due, TimeStyle::stamp}));
    } else {
        card.facts.push_back(
            request_fact(label, Phrase{"request.paused", {{"stamp", When{*clock->paused_since, TimeStyle::stamp}}}}));
    }
}

void add_vendor(Card& card, const VendorCase& vendor, Time now) {
    const auto clock = vendor_clock(vendor.severity, vendor.handed_over, vendor.answered, vendor.expires, now);
    const Value number = vendor.number.empty() ? Value{Phrase{"request.no_number", {}}} : Value{vendor.number};
    card.facts.push_back(
        request_fact("request.vendor_case", Phrase{clock.is_answered ? "request.vendor_answered"
                                                   : clock.is_late   ? "request.vendor_late"
                                                                     : "request.vendor_due",
                                                   {{"id", number}, {"stamp", When{clock.due, TimeStyle::stamp}}}}));
}

Fact note_fact(Time at, const PersonName& by, const char* key, const std::string& text) {
    return {{"common.text", {{"text", When{at, TimeStyle::stamp}}}},
            Phrase{key, {{"person", by}, {"text", fact_text(text)}}}};
}

void add_public_notes(Card& card, const std::vector<PublicNote>& notes, std::size_t most) {
    const auto from = notes.size() > most_notes ? notes.size() - most_notes : 0;
    for (auto i = from; i < notes.size() && card.facts.size() < most; ++i) {
        card.facts.push_back(note_fact(notes[i].at, notes[i].by, "request.note_row", notes[i].text));
    }
}

void add_internal_note(Card& card, const std::vector<InternalNote>& notes) {
    if (notes.empty()) return;
    card.facts.push_back(note_fact(notes.back().at, notes.back().by, "request.internal_row", notes.back().text));
}

void add_actions(Card& card, const RequestLog& log, const RequestState& state, bool for_agent) {
    if (state.is_open() && for_agent) card.actions.push_back({{"request.escalate", {}}, "/escalate " + log.id});
    if (state.is_open()) card.actions.push_back(request_action("request.close", log.id, "close"));
    if (!state.is_open()) card.actions.push_back(request_action("request.reopen", log.id, "reopen"));
    card.actions.push_back(person_action());
}

Fact row(const RequestLog& log) {
    return {{"common.text", {{"text", log.id}}},
            Phrase{"request.row",
                   {{"text", fact_text(log.form.title)},
                    {"state", state_phrase_of(state_of(log).word, false)},
                    {"stamp", When{log.filed_at, TimeStyle::stamp}}}}};
}

}  // namespace

Answer request_card(const RequestLog& log, const std::optional<SlaStanding>& standing, bool for_agent, Time now) {
    const auto state = state_of(log);
    Card card{.kind = "request"};
    card.title = {"request.title", {{"id", log.id}, {"text", shortened(log.form.title, most_in_title)}}};
    card.facts = {request_fact("request.state", state_phrase_of(state.word, for_agent)),
                  request_fact("request.service", service_value(log.form.service)),
                  request_fact("request.priority", priority_phrase(state.priority)),
                  request_fact("request.filed_at", When{log.filed_at, TimeStyle::stamp}),
                  request_fact("request.changed", When{state.changed_at, TimeStyle::stamp})};
    if (standing) add_promise(card, *standing);
    card.facts.push_back(request_fact("request.health", health_value(log.form.health)));
    if (for_agent && state.vendor) add_vendor(card, *state.vendor, now);
    if (for_agent) add_internal_note(card, state.internal);
    add_public_notes(card, state.notes, most_facts(for_agent));
    add_actions(card, log, state, for_agent);
    return with_card(std::move(card));
}

Answer request_list(std::vector<RequestLog> logs, bool for_agent) {
    std::erase_if(logs, [](const auto& log) { return state_of(log).word == "closed"; });
    std::stable_sort(logs.begin(), logs.end(), [](const auto& a, const auto& b) { return a.filed_at > b.filed_at; });
    Card card{.kind = "requests"};
    if (logs.empty()) {
        card.text = {{"request.list_empty", {}}};
        card.actions = {{{"request.new", {}}, "/request new"}};
        return with_card(std::move(card));
    }
    card.title = {"request.list_title", {{"count", static_cast<std::int64_t>(logs.size())}}};
    for (const auto& log : logs) {
        if (card.facts.size() < most_facts(for_agent)) card.facts.push_back(row(log));
        if (card.actions.size() < most_buttons) card.actions.push_back(request_action("request.show", log.id, ""));
    }
    if (logs.size() > card.facts.size()) {
        card.text = {{"common.and_more", {{"count", static_cast<std::int64_t>(logs.size() - card.facts.size())}}}};
    }
    return with_card(std::move(card));
}

Answer no_such_request(const std::string& id, const std::string& customer) {
    return say("request.not_found", {{"id", id}, {"customer", customer}});
}

}  // namespace desk
