#include "plugins/service_requests/intake_cards.hpp"

#include "plugins/service_requests/request_parts.hpp"
#include "plugins/services/short_text.hpp"

#include <utility>
#include <vector>

namespace desk {
namespace {

// A button whose label is said: the answer to the open question, in the reader's own words.
CardAction spoken(const char* label) {
    return {{label, {}}, ""};
}

struct QuestionRow {
    std::string_view argument;
    const char* key;
    std::vector<const char*> buttons;
};

const std::vector<QuestionRow>& questions() {
    static const std::vector<QuestionRow> rows{
        {"impact", "request.ask_impact", {"impact.button_everyone", "impact.button_group", "impact.button_one"}},
        {"urgency",
         "request.ask_urgency",
         {"urgency.button_blocked", "urgency.button_workaround", "urgency.button_working"}},
        {"since", "request.ask_since", {}},
        {"links", "request.ask_links", {}}};
    return rows;
}

std::string more_of(const RequestForm& form) {
    std::string more;
    for (const auto* text : {&form.details, &form.workaround, &form.steps}) {
        if (!text->empty()) more += (more.empty() ? "" : " · ") + *text;
    }
    for (const auto& link : form.links) more += (more.empty() ? "" : " · ") + link;
    return more;
}

}  // namespace

Answer incident_in_the_way(const RequestForm& form) {
    const auto& health = form.health;
    Card card{.kind = "request_gate", .tone = Tone::warn};
    card.text = {{"request.known",
                  {{"id", health.incident},
                   {"service", service_value(health.service)},
                   {"state", Phrase{"state." + health.word, {}}}}},
                 {"request.known_why", {{"vendor", health.vendor}}},
                 {"request.override_reason", {{"id", health.incident}}}};
    card.actions = {{{"request.known_yes", {}}, "/incident " + health.incident + " subscribe"},
                    spoken("request.known_no"),
                    spoken("request.known_after")};
    auto answer = with_card(std::move(card));
    answer.asks = "reason";
    return answer;
}

Answer intake_question(const std::string& argument, const RequestForm& form) {
    Card card{.kind = "request_question", .tone = Tone::info};
    if (argument == "impact" && form.health.state == "unknown") card.text.push_back({"request.unchecked", {}});
    for (const auto& row : questions()) {
        if (row.argument != argument) continue;
        card.text.push_back({row.key, {}});
        for (const auto* label : row.buttons) card.actions.push_back(spoken(label));
    }
    auto answer = with_card(std::move(card));
    answer.asks = argument;
    return answer;
}

Answer request_preview(const RequestPreview& preview) {
    const auto& form = preview.form;
    Card card{.kind = "request_preview", .title = {"request.preview_title", {}}};
    if (preview.same != nullptr) {
        card.text.push_back(
            {"request.duplicate", {{"id", preview.same->id}, {"text", fact_text(preview.same->form.title)}}});
    } else {
        card.text.push_back({"request.preview", {}});
    }
    if (form.health.state == "unknown") card.text.push_back({"request.unchecked", {}});
    card.text.push_back({"request.how_to_add", {}});
    if (!preview.for_agent) card.facts = {request_fact("request.customer", preview.customer)};
    card.facts.insert(
        card.facts.end(),
        {request_fact("request.subject", fact_text(form.title)),
         request_fact("request.service", service_value(form.service)),
         request_fact("request.impact", impact_value(form)),
         request_fact("request.since", fact_text(form.since.empty() ? "–" : form.since)),
         request_fact("request.priority", priority_phrase(form.priority)),
         request_fact("request.contact", preview.contact), request_fact("request.health", health_value(form.health))});
    if (const auto more = more_of(form); !more.empty())
        card.facts.push_back(request_fact("request.more", fact_text(more)));
    if (preview.promised != FirstResponse{}) card.facts.push_back(request_fact("request.promised", preview.promised));
    if (!form.override_reason.empty() && card.facts.size() < most_facts(preview.for_agent)) {
        card.facts.push_back(request_fact("request.reason", fact_text(form.override_reason)));
    }
    return with_card(std::move(card));
}

Answer request_filed(const RequestLog& log, std::optional<Time> reply_by, bool for_agent) {
    Card card{.kind = "request", .tone = Tone::ok};
    card.text = {
        {"request.filed",
         {{"id", log.id}, {"text", fact_text(log.form.title)}, {"priority", priority_phrase(log.form.priority)}}}};
    if (reply_by) card.text.push_back({"request.reply_by", {{"deadline", When{*reply_by, TimeStyle::deadline}}}});
    card.text.push_back({"request.updates_here", {}});
    card.actions = {request_action("request.show", log.id, "")};
    if (for_agent) card.actions.push_back({{"request.escalate", {}}, "/escalate " + log.id});
    card.actions.push_back(person_action());
    return with_card(std::move(card));
}

Answer added_to_request(const std::string& id) {
    return say("request.added", {{"id", id}});
}

}  // namespace desk
