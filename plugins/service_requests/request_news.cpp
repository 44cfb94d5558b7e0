#include "plugins/service_requests/request_news.hpp"

#include "plugins/service_requests/request_parts.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

Phrase quoted(const std::string& text) {
    return {"common.text", {{"text", text}}};
}

Card news_card(Tone tone = Tone::info) {
    return {.kind = "request_news", .tone = tone};
}

}  // namespace

Answer reply_news(const std::string& id, const PersonName& by, const std::string& text) {
    auto card = news_card();
    card.text = {{"request.reply", {{"id", id}, {"person", by}}}, quoted(text)};
    card.actions = {request_action("request.show", id, "")};
    return with_card(std::move(card));
}

Answer vendor_update_news(const std::string& id, const std::string& vendor, const std::string& text) {
    auto card = news_card();
    card.text = {{"request.vendor_update", {{"id", id}, {"vendor", vendor}}}, quoted(text)};
    card.actions = {request_action("request.show", id, "")};
    return with_card(std::move(card));
}

Answer passed_news(const std::string& id, const std::string& vendor) {
    auto card = news_card();
    card.text = {{"request.passed", {{"id", id}, {"vendor", vendor}}}};
    card.actions = {request_action("request.show", id, "")};
    return with_card(std::move(card));
}

Answer solved_news(const std::string& id, const std::string& text) {
    auto card = news_card(Tone::ok);
    if (!text.empty()) card.text.push_back(quoted(text));
    card.text.push_back({"request.solved", {{"id", id}}});
    card.actions = {request_action("request.solved_yes", id, "close"),
                    request_action("request.solved_no", id, "reopen")};
    return with_card(std::move(card));
}

Answer closed_news(const std::string& id) {
    auto card = news_card(Tone::ok);
    card.text = {{"request.closed", {{"id", id}}}};
    card.actions = {request_action("request.reopen", id, "reopen")};
    return with_card(std::move(card));
}

Answer priority_news(const std::string& id, const std::string& priority) {
    return say("request.priority_is", {{"id", id}, {"priority", priority_phrase(priority)}});
}

Answer satisfaction_question(const std::string& id) {
    constexpr std::array labels{"csat.1", "csat.2", "csat.3", "csat.4", "csat.5"};
    Card card{.kind = "request_csat", .tone = Tone::info, .text = {{"csat.ask", {}}}};
    for (std::size_t i = 0; i < labels.size(); ++i) {
        card.actions.push_back(request_action(labels[i], id, "rate " + std::to_string(i + 1)));
        card.actions.back().label.values.clear();
    }
    return with_card(std::move(card));
}

Answer filed_alert(const RequestLog& log, const std::string& customer) {
    Card card{.kind = "request_alert", .tone = log.form.priority == "P1" ? Tone::bad : Tone::info};
    card.text = {{"alert.filed",
                  {{"id", log.id},
                   {"customer", customer},
                   {"priority", priority_phrase(log.form.priority)},
                   {"text", fact_text(log.form.title)}}}};
    return with_card(std::move(card));
}

Answer request_alert(const std::string& key, const std::string& id, const std::string& customer,
                     const std::string& text) {
    Card card{.kind = "request_alert", .tone = Tone::warn};
    card.text = {{key, {{"id", id}, {"customer", customer}}}};
    if (!text.empty()) card.text.push_back(quoted(fact_text(text)));
    return with_card(std::move(card));
}

std::vector<SlaAlert> sla_alerts(const RequestLog& log, const SlaStanding& standing, const std::string& customer,
                                 Time now) {
    std::vector<SlaAlert> alerts;
    for (const auto& clock : standing.clocks) {
        const bool is_owed =
            clock.state == SlaState::on_track || clock.state == SlaState::at_risk || clock.state == SlaState::breached;
        if (!is_owed) continue;
        int percent = 0;
        for (const auto& warning : clock.warnings)
            percent = warning.at <= now ? std::max(percent, warning.percent) : percent;
        if (percent == 0) continue;
        SlaAlert alert{.clock = log.id + "/" + std::string{name_of(clock.name)} + "/" + std::to_string(clock.round),
                       .percent = percent};
        Card card{.kind = "request_alert", .tone = percent == 100 ? Tone::bad : Tone::warn};
        card.text = {{percent == 100 ? "alert.sla_over" : "alert.sla",
                      {{"id", log.id},
                       {"customer", customer},
                       {"clock", Phrase{"clock." + std::string{name_of(clock.name)}, {}}},
                       {"percent", Percent{percent * 100}}}}};
        if (clock.due && percent < 100) card.facts = {request_fact("alert.due", When{*clock.due, TimeStyle::stamp})};
        card.facts.push_back(request_fact("request.subject", fact_text(log.form.title)));
        alert.answer = with_card(std::move(card));
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

}  // namespace desk
