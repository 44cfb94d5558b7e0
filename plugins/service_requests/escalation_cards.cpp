#include "plugins/service_requests/escalation_cards.hpp"

#include "plugins/service_requests/request_parts.hpp"
#include "plugins/service_requests/secrets.hpp"
#include "plugins/sla/vendor_clock.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array reason_buttons{"reason.button_undocumented_fault", "reason.button_service_unavailable",
                                    "reason.button_bug_or_irregularity", "reason.button_large_network_disruption",
                                    "reason.button_regional_multi_tenant"};

CardAction spoken(const char* label) {
    return {{label, {}}, ""};
}

Value vendor_value(const VendorHandOff& hand_off) {
    if (hand_off.vendor.empty()) return Phrase{"escalate.the_vendor", {}};
    return hand_off.vendor;
}

Value relation_value(const VendorHandOff& hand_off) {
    List roles;
    for (const auto& role : hand_off.roles) roles.items.emplace_back(role);
    const Value named = roles.items.empty() ? Value{Phrase{"common.unknown", {}}} : Value{roles};
    if (!hand_off.relation_ends) return named;
    return Phrase{"escalate.relation", {{"list", named}, {"date", When{*hand_off.relation_ends, TimeStyle::date}}}};
}

std::string contact_line(const AskerProfile& contact) {
    return contact.email + (contact.phone.empty() ? "" : ", " + contact.phone);
}

void add_findings(Card& card, const std::vector<PreflightFinding>& findings) {
    for (const auto& finding : findings) card.text.push_back(finding.says);
}

}  // namespace

bool is_by_hand(const std::string& route) {
    return route == "portal" || route == "partner_center" || route == "mail";
}

Answer hand_off_stopped(const VendorHandOff& hand_off, const std::vector<PreflightFinding>& findings) {
    Card card{.kind = "escalation_stopped", .tone = Tone::warn};
    card.title = {"escalate.stopped", {{"id", hand_off.reference}}};
    add_findings(card, findings);
    card.facts = {request_fact("request.customer", hand_off.company)};
    card.actions = {request_action("request.show", hand_off.reference, "")};
    auto answer = with_card(std::move(card));
    answer.confirmable = false;
    return answer;
}

Answer hand_off_question(const std::string& argument, const VendorHandOff& hand_off, bool was_not_understood) {
    Card card{.kind = "escalation_question", .tone = Tone::info};
    if (was_not_understood) card.text.push_back({"escalate.not_understood", {}});
    card.text.push_back({"escalate.ask_" + argument, {{"id", hand_off.reference}, {"customer", hand_off.company}}});
    if (argument == "reason") {
        for (const auto* label : reason_buttons) card.actions.push_back(spoken(label));
    }
    if (argument == "always") card.actions = {spoken("common.yes"), spoken("common.no")};
    auto answer = with_card(std::move(card));
    answer.asks = argument;
    return answer;
}

Answer hand_off_preview(const VendorHandOff& hand_off, const std::vector<PreflightFinding>& findings) {
    Card card{.kind = "escalation_preview", .tone = findings.empty() ? Tone::info : Tone::warn};
    card.title = {"escalate.preview_title", {{"customer", hand_off.company}}};
    card.text = {{"escalate.preview", {{"id", hand_off.reference}, {"vendor", vendor_value(hand_off)}}}};
    add_findings(card, findings);
    if (hand_off.secrets_removed > 0) card.text.push_back({"escalate.secrets", {{"count", hand_off.secrets_removed}}});
    const auto reason = hand_off.reason.empty() ? Value{Phrase{"type." + hand_off.type, {}}}
                                                : Value{Phrase{"reason." + hand_off.reason, {}}};
    card.facts = {request_fact("request.customer",
                               hand_off.company + " (" + (hand_off.tenant_id.empty() ? "–" : hand_off.tenant_id) + ")"),
                  request_fact("request.subject", fact_text(hand_off.title)),
                  request_fact("request.service", service_value(hand_off.service)),
                  request_fact("escalate.reason", reason),
                  request_fact("escalate.severity", Phrase{"severity." + hand_off.severity, {}}),
                  request_fact("escalate.vehicle", Phrase{"escalate.way",
                                                          {{"vehicle", Phrase{"vehicle." + hand_off.vehicle, {}}},
                                                           {"route", Phrase{"route." + hand_off.route, {}}}}}),
                  request_fact("escalate.contact", contact_line(hand_off.contact)),
                  request_fact("escalate.rights", relation_value(hand_off)),
                  request_fact("request.health", health_value(hand_off.health))};
    return with_card(std::move(card));
}

Answer handed_over_answer(const VendorHandOff& hand_off, const std::string& number) {
    Card card{.kind = "escalation", .tone = Tone::ok};
    const std::map<std::string, Value> values{
        {"id", hand_off.reference}, {"vendor", vendor_value(hand_off)}, {"customer", hand_off.company}};
    card.text = {{is_by_hand(hand_off.route) ? "escalate.by_hand" : "escalate.done", values}};
    if (is_by_hand(hand_off.route)) {
        card.text.push_back({"escalate.paste_back", {{"text", "/escalate " + hand_off.reference + " number …"}}});
    }
    if (hand_off.route != "mail" && is_by_hand(hand_off.route) && !hand_off.link.empty()) {
        card.facts.push_back(request_fact("escalate.link", hand_off.link));
    }
    if (!number.empty()) card.facts.push_back(request_fact("request.vendor_case", number));
    if (is_by_hand(hand_off.route))
        card.actions = {{{"escalate.show_text", {}}, "/escalate " + hand_off.reference + " text"}};
    card.actions.push_back(request_action("request.show", hand_off.reference, ""));
    return with_card(std::move(card));
}

Answer hand_off_text(const RequestLog& log, const std::string& record) {
    Answer answer;
    const auto subject = "[" + log.id + "] " + without_secrets(log.form.title).text;
    answer.text = {{"escalate.text", {{"subject", subject}, {"text", "\n" + record}}}};
    answer.confirmable = false;
    return answer;
}

Answer vendor_case_card(const RequestLog& log, const VendorCase& vendor, const std::string& customer, Time now) {
    const auto clock = vendor_clock(vendor.severity, vendor.handed_over, vendor.answered, vendor.expires, now);
    Card card{.kind = "escalation", .tone = clock.is_late ? Tone::warn : Tone::info};
    card.title = {"escalate.case_title", {{"id", log.id}, {"customer", customer}}};
    const Value number = vendor.number.empty() ? Value{Phrase{"request.no_number", {}}} : Value{vendor.number};
    card.facts = {request_fact("request.vendor_case", number),
                  request_fact("request.state", Phrase{"vendor_state." + vendor.status, {}}),
                  request_fact("escalate.severity", Phrase{"severity." + std::string{vendor.severity}, {}}),
                  request_fact("escalate.route", Phrase{"route." + vendor.route, {}}),
                  request_fact("escalate.handed_over", When{vendor.handed_over, TimeStyle::stamp}),
                  request_fact(clock.is_answered ? "escalate.answered"
                               : clock.is_late   ? "escalate.late"
                                                 : "escalate.vendor_due",
                               When{clock.is_answered ? *vendor.answered : clock.due, TimeStyle::stamp})};
    card.actions = {{{"escalate.show_text", {}}, "/escalate " + log.id + " text"},
                    request_action("request.show", log.id, "")};
    auto answer = with_card(std::move(card));
    answer.confirmable = false;
    return answer;
}

}  // namespace desk
