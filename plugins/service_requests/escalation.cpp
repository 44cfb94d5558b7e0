#include "plugins/service_requests/escalation.hpp"

#include "plugins/service_requests/escalation_cards.hpp"
#include "plugins/service_requests/preflight.hpp"
#include "plugins/service_requests/request_cards.hpp"
#include "plugins/service_requests/request_news.hpp"
#include "plugins/service_requests/secrets.hpp"
#include "plugins/service_requests/vendor_route.hpp"
#include "plugins/services/short_text.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

using Kind = RequestEventKind;

constexpr int most_requests = 10;  // of one look at one case
constexpr std::size_t most_number = 64, most_text = 4'000, most_record = 16'000;

Answer nothing_to_confirm(Answer answer) {
    answer.confirmable = false;
    return answer;
}

// Letters, digits and what vendors put between them.
bool is_case_number(std::string_view text) {
    return !text.empty() && text.size() <= most_number && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_' || letter == '#' || letter == '/';
    });
}

bool is_status(std::string_view text) {
    constexpr std::array<std::string_view, 3> known{"open", "attention_needed", "closed"};
    return std::find(known.begin(), known.end(), text) != known.end();
}

// Told already, or what we said there ourselves: an agent's note must never come back to the customer as the vendor's.
bool is_known(const RequestLog& log, const PublicNote& said, const std::string& text) {
    return std::any_of(log.events.begin(), log.events.end(), [&](const auto& event) {
        if (event.kind == Kind::vendor_update) return event.at == said.at && event.text == text;
        const auto name = event.by.name.given + " " + event.by.name.family;
        return event.text == text ||
               (event.by.role != "vendor" &&
                (said.by.given == name || said.by.given == event.by.name.family + " " + event.by.name.given));
    });
}

// What the log keeps of a hand-off.
std::string fields_of(const VendorHandOff& hand_off, const RoutedCase& filed) {
    Json fields = {{"number", filed.number},
                   {"reference", filed.reference},
                   {"severity", hand_off.severity},
                   {"reason", hand_off.reason},
                   {"vehicle", hand_off.vehicle},
                   {"vendor", hand_off.vendor},
                   {"record", shortened(text_of(hand_off), most_record)}};
    if (filed.expires) fields["expires"] = wire::time_text(*filed.expires);
    return dump_json(fields);
}

}  // namespace

PartnerSide partner_side(const Host& host) {
    return {.tenant_id = host.setting("partner_tenant_id"),
            .vehicle = host.setting("support_vehicle"),
            .contract_id = host.setting("support_contract"),
            .route = host.setting("escalation_route"),
            .portal_url = host.setting("portal_url")};
}

Result<Answer> Escalation::answer() {
    const auto& call = desk_.call();
    DESK_TRY(auto found, desk_.find(call["request"]));
    if (!found) return nothing_to_confirm(no_such_request(call["request"], call.customer.name));
    return call["action"].empty() ? hand_over(*found) : act(*found);
}

VendorHandOff Escalation::record_of(const RequestLog& log) {
    const auto document = desk_.host().look_up("asker");
    const auto agent = document ? read_asker_profile(*document) : AskerProfile{};
    const auto partner = partner_side(desk_.host());
    return hand_off_from(desk_.call().arguments, {.log = log,
                                                  .customer = desk_.profile(),
                                                  .agent = agent,
                                                  .partner = partner,
                                                  .health = desk_.health(log.form.service_id),
                                                  .now = desk_.call().now});
}

Result<Answer> Escalation::hand_over(const RequestLog& log) {
    const auto& call = desk_.call();
    const auto state = state_of(log);
    const bool is_there = state.vendor && state.vendor->is_open && state.is_open();
    if (is_there && is_preview()) return vendor_case_card(log, *state.vendor, call.customer.name, call.now);

    const auto hand_off = record_of(log);
    const auto partner = partner_side(desk_.host());
    const auto findings = preflight({hand_off, desk_.profile(), partner, state, call.now});
    const bool stops = std::any_of(findings.begin(), findings.end(), [](const auto& finding) { return finding.stops; });
    if (stops) return hand_off_stopped(hand_off, findings);
    if (const auto missing = next_hand_off_question(hand_off, call.arguments); !missing.empty()) {
        return hand_off_question(missing, hand_off, call.arguments.contains(missing));
    }
    return is_preview() ? hand_off_preview(hand_off, findings) : record(log, hand_off);
}

Result<Answer> Escalation::record(RequestLog log, const VendorHandOff& hand_off) {
    RoutedCase filed;
    const auto route = vendor_route(hand_off.route, desk_.host(), desk_.call(), desk_.profile());
    if (route && !is_by_hand(hand_off.route)) {
        auto made = route->file(hand_off);
        if (!made && !is_passing(made.error()))
            return say("escalate.refused", {{"id", log.id}, {"text", made.error().what}});
        DESK_TRY(filed, std::move(made));
    } else if (!is_by_hand(hand_off.route)) {
        return say("escalate.no_route", {{"route", Phrase{"route." + hand_off.route, {}}}});
    }
    append(log, event(Kind::handed_over, fields_of(hand_off, filed), hand_off.route));
    DESK_CHECK(desk_.keep(log));
    desk_.tell(log, "passed", passed_news(log.id, hand_off.vendor));
    return handed_over_answer(hand_off, filed.number);
}

Result<Answer> Escalation::act(const RequestLog& log) {
    const auto& action = desk_.call()["action"];
    const auto state = state_of(log);
    if (action == "text") {
        const auto is_kept = state.vendor && !state.vendor->record.empty();
        return hand_off_text(log, is_kept ? state.vendor->record : text_of(record_of(log)));
    }
    if (!state.vendor) return nothing_to_confirm(say("escalate.not_there", {{"id", log.id}}));
    if (action == "number") return number(log);
    if (action == "status") return status(log, *state.vendor);
    if (action == "update") return update(log, *state.vendor);
    if (action == "note") return note(log, *state.vendor);
    return close(log, *state.vendor);
}

Result<Answer> Escalation::number(RequestLog log) {
    const auto& call = desk_.call();
    if (!is_case_number(call["text"]))
        return nothing_to_confirm(say("escalate.no_number", {{"text", call["text"].substr(0, 60)}}));
    const std::map<std::string, Value> values{{"id", log.id}, {"text", call["text"]}, {"customer", call.customer.name}};
    if (is_preview()) return say("escalate.number_preview", values);
    append(log, event(Kind::vendor_number, "", call["text"]));
    DESK_CHECK(desk_.keep(log));
    return say("escalate.number_kept", values);
}

Result<Answer> Escalation::status(RequestLog log, const VendorCase& vendor) {
    const auto& call = desk_.call();
    if (is_status(call["text"])) {
        const std::map<std::string, Value> values{
            {"id", log.id}, {"customer", call.customer.name}, {"state", Phrase{"vendor_state." + call["text"], {}}}};
        if (is_preview()) return say("escalate.status_preview", values);
        DESK_CHECK(vendor_said(log, call["text"]));
        DESK_CHECK(desk_.keep(log));
        return say("escalate.status_kept", values);
    }
    auto asked = vendor;
    if (const auto route = vendor_route(vendor.route, desk_.host(), call, desk_.profile())) {
        DESK_TRY(const auto filed, route->read(vendor));
        if (!filed.status.empty()) asked.status = filed.status;
        if (!filed.number.empty()) asked.number = filed.number;
    }
    return vendor_case_card(log, asked, call.customer.name, call.now);
}

Result<Answer> Escalation::update(RequestLog log, const VendorCase&) {
    const auto& call = desk_.call();
    const auto text = shortened(call["text"], most_text);
    if (text.empty())
        return nothing_to_confirm(say("request.needs_text", {{"text", "/escalate " + log.id + " update"}}));
    if (is_preview())
        return say("escalate.update_preview", {{"id", log.id}, {"customer", call.customer.name}, {"text", text}});
    auto said = event(Kind::vendor_update, text);
    said.by = {.role = "vendor", .name = {vendor_name(log), ""}};
    append(log, std::move(said));
    DESK_CHECK(desk_.keep(log));
    desk_.tell(log, "vendor", vendor_update_news(log.id, vendor_name(log), text));
    return say("escalate.update_told", {{"id", log.id}, {"customer", call.customer.name}});
}

Result<Answer> Escalation::note(RequestLog log, const VendorCase& vendor) {
    const auto& call = desk_.call();
    const auto text = without_secrets(shortened(call["text"], most_text)).text;
    if (text.empty()) return nothing_to_confirm(say("request.needs_text", {{"text", "/escalate " + log.id + " note"}}));
    const std::map<std::string, Value> values{
        {"id", log.id}, {"customer", call.customer.name}, {"vendor", vendor_name(log)}, {"text", text}};
    if (is_preview()) return say("escalate.note_preview", values);
    const auto route = vendor_route(vendor.route, desk_.host(), call, desk_.profile());
    if (route) DESK_CHECK(route->note(vendor, call.id, text));
    append(log, event(Kind::internal, text));
    if (state_of(log).word == "attention_needed") DESK_CHECK(vendor_said(log, "open"));
    DESK_CHECK(desk_.keep(log));
    return say(route ? "escalate.note_sent" : "escalate.note_by_hand", values);
}

Result<Answer> Escalation::close(RequestLog log, const VendorCase& vendor) {
    const auto& call = desk_.call();
    const std::map<std::string, Value> values{
        {"id", log.id}, {"customer", call.customer.name}, {"vendor", vendor_name(log)}};
    if (is_preview()) return say("escalate.close_preview", values);
    const auto route = vendor_route(vendor.route, desk_.host(), call, desk_.profile());
    if (route) DESK_CHECK(route->close(vendor));
    append(log, event(Kind::vendor_status, "", "closed"));
    DESK_CHECK(desk_.keep(log));
    return say(route ? "escalate.closed" : "escalate.closed_by_hand", values);
}

// The vendor's status as an event; the desk is alerted when it is the desk's turn.
Result<void> Escalation::vendor_said(RequestLog& log, const std::string& status) {
    const auto state = state_of(log);
    if (!state.vendor || state.vendor->status == status || !is_status(status)) return {};
    append(log, event(Kind::vendor_status, "", status));
    const auto revision = log.id + "/vendor/" + std::to_string(log.events.size());
    const auto& customer = desk_.call().customer.name;
    if (status == "attention_needed")
        desk_.alert(revision, request_alert("alert.vendor_waits", log.id, customer, state.vendor->number));
    if (status != "closed" || !state.is_open()) return {};

    desk_.alert(revision, request_alert("alert.vendor_closed", log.id, customer, state.vendor->number));
    append(log, event(Kind::resolved, ""));
    desk_.tell(log, "solved", solved_news(log.id, ""));
    if (state.csat_was_asked) return {};
    append(log, event(Kind::csat_asked, ""));
    desk_.tell(log, "csat", satisfaction_question(log.id));
    return {};
}

Result<void> Escalation::follow_up() {
    DESK_TRY(const auto logs, desk_.all());
    int first_id = 1;
    for (auto log : logs) {
        const auto state = state_of(log);
        if (!state.vendor || !state.vendor->is_open || !state.is_open()) continue;
        const auto route = vendor_route(state.vendor->route, desk_.host(), desk_.call(), desk_.profile(), first_id);
        if (!route) continue;
        first_id += most_requests;
        const auto filed = route->read(*state.vendor);
        if (!filed) {
            desk_.host().log(2, log.id + " at its vendor: " + filed.error().what);
            continue;
        }
        const auto before = log.events.size();
        for (const auto& said : filed->updates) {
            const auto text = shortened(said.text, most_text);
            if (text.empty() || is_known(log, said, text)) continue;
            log.events.push_back({.kind = Kind::vendor_update,
                                  .at = said.at,
                                  .by = {.role = "vendor", .name = {vendor_name(log), ""}},
                                  .text = text});
            desk_.tell(log, "vendor", vendor_update_news(log.id, vendor_name(log), text));
        }
        const bool is_new_number = !filed->number.empty() && state.vendor->number.empty();
        if (is_new_number)
            log.events.push_back(
                {.kind = Kind::vendor_number, .at = desk_.call().now, .by = desk_.author(), .value = filed->number});
        DESK_CHECK(vendor_said(log, filed->status));
        if (log.events.size() != before) DESK_CHECK(desk_.keep(log));
    }
    return {};
}

std::string Escalation::vendor_name(const RequestLog& log) {
    const auto* service = service_called(desk_.profile(), log.form.service);
    return service == nullptr ? "" : service->service.vendor;
}

RequestEvent Escalation::event(RequestEventKind kind, std::string text, std::string value) const {
    return {.kind = kind,
            .at = desk_.call().now,
            .by = desk_.author(),
            .text = std::move(text),
            .value = std::move(value),
            .call = desk_.call().id};
}

}  // namespace desk
