#include "plugins/service_requests/request_log.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_bytes = 60'000;
constexpr std::array<std::string_view, 4> priorities{"P3", "P1", "P2", "P4"};

struct KindRow {
    RequestEventKind kind;
    std::string_view name;
};
constexpr std::array kind_rows{KindRow{RequestEventKind::reply, "reply"},
                               KindRow{RequestEventKind::message, "message"},
                               KindRow{RequestEventKind::internal, "internal"},
                               KindRow{RequestEventKind::asked, "asked"},
                               KindRow{RequestEventKind::handed_over, "handed_over"},
                               KindRow{RequestEventKind::vendor_number, "vendor_number"},
                               KindRow{RequestEventKind::vendor_status, "vendor_status"},
                               KindRow{RequestEventKind::vendor_update, "vendor_update"},
                               KindRow{RequestEventKind::resolved, "resolved"},
                               KindRow{RequestEventKind::closed, "closed"},
                               KindRow{RequestEventKind::reopened, "reopened"},
                               KindRow{RequestEventKind::priority, "priority"},
                               KindRow{RequestEventKind::rated, "rated"},
                               KindRow{RequestEventKind::csat_asked, "csat_asked"}};

struct TextRow {
    const char* name;
    std::string RequestForm::*text;
};
constexpr std::array form_rows{TextRow{"title", &RequestForm::title},
                               TextRow{"service_id", &RequestForm::service_id},
                               TextRow{"service", &RequestForm::service},
                               TextRow{"impact", &RequestForm::impact},
                               TextRow{"impact_said", &RequestForm::impact_said},
                               TextRow{"urgency", &RequestForm::urgency},
                               TextRow{"urgency_said", &RequestForm::urgency_said},
                               TextRow{"since", &RequestForm::since},
                               TextRow{"workaround", &RequestForm::workaround},
                               TextRow{"steps", &RequestForm::steps},
                               TextRow{"details", &RequestForm::details},
                               TextRow{"override_reason", &RequestForm::override_reason},
                               TextRow{"priority", &RequestForm::priority}};

Time time_or(const Json& object, const char* name, Time otherwise) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : otherwise;
}

// A value that is not in the table is read as the first: it becomes part of a text's key.
std::string known_priority(std::string text) {
    return std::find(priorities.begin(), priorities.end(), text) == priorities.end() ? std::string{priorities[0]}
                                                                                     : text;
}

Json to_json(const EventAuthor& author) {
    return {{"id", author.id}, {"role", author.role}, {"given", author.name.given}, {"family", author.name.family}};
}

EventAuthor read_author(const Json* document) {
    if (document == nullptr) return {};
    return {text_or(*document, "id", ""),
            text_or(*document, "role", ""),
            {text_or(*document, "given", ""), text_or(*document, "family", "")}};
}

Json to_json(const RequestForm& form) {
    Json document = {{"health", *parse_json(write_health(form.health))}, {"users", form.users}, {"links", form.links}};
    for (const auto& row : form_rows) {
        if (const auto& text = form.*row.text; !text.empty()) document[row.name] = text;
    }
    return document;
}

RequestForm read_form(const Json& document) {
    RequestForm form;
    for (const auto& row : form_rows) form.*row.text = text_or(document, row.name, "");
    form.priority = known_priority(form.priority);
    form.users = static_cast<int>(std::clamp<std::int64_t>(integer_or(document, "users", 0), 0, 1'000'000));
    form.links = texts_of(document, "links");
    if (const auto* health = find_field(document, "health")) form.health = read_health(dump_json(*health));
    return form;
}

Json to_json(const RequestEvent& event) {
    Json document = {{"kind", name_of(event.kind)}, {"at", wire::time_text(event.at)}, {"by", to_json(event.by)}};
    if (!event.text.empty()) document["text"] = event.text;
    if (!event.value.empty()) document["value"] = event.value;
    if (!event.call.empty()) document["call"] = event.call;
    return document;
}

Result<RequestEvent> read_event(const Json& document) {
    const auto name = text_or(document, "kind", "");
    const auto row =
        std::find_if(kind_rows.begin(), kind_rows.end(), [&](const auto& one) { return one.name == name; });
    if (row == kind_rows.end()) return invalid("events: no such kind");
    DESK_TRY(const auto at, wire::read_time(text_or(document, "at", "")));
    return RequestEvent{.kind = row->kind,
                        .at = at,
                        .by = read_author(find_field(document, "by")),
                        .text = text_or(document, "text", ""),
                        .value = text_or(document, "value", ""),
                        .call = text_or(document, "call", "")};
}

// What version 1.0 kept, and what seeds are: one state instead of a log.
void add_event_of_state(const Json& document, RequestLog& log) {
    const auto state = text_or(document, "state", "");
    const auto at = time_or(document, "changed_at", log.filed_at);
    const auto add = [&](RequestEventKind kind, std::string value) {
        log.events.push_back({.kind = kind, .at = at, .value = std::move(value)});
    };
    if (state == "with_vendor" || state == "attention_needed") add(RequestEventKind::handed_over, "portal");
    if (state == "attention_needed") add(RequestEventKind::vendor_status, "attention_needed");
    if (state == "closed") add(RequestEventKind::closed, "");
}

Result<RequestLog> read_log_document(const Json& document) {
    RequestLog log;
    DESK_TRY(log.id, text_field(document, "id"));
    log.customer = text_or(document, "customer", "");
    log.contact = read_author(find_field(document, "contact"));
    log.filed_at = time_or(document, "filed_at", Time{});
    log.call = text_or(document, "call", "");
    const auto* form = find_field(document, "form");
    log.form = read_form(form == nullptr ? document : *form);
    if (log.form.title.empty()) return invalid("title: missing");
    if (form == nullptr) add_event_of_state(document, log);
    for (const auto& entry : array_or_empty(document, "events")) {
        DESK_TRY(auto event, read_event(entry));
        log.events.push_back(std::move(event));
    }
    return log;
}

}  // namespace

bool append(RequestLog& log, RequestEvent event) {
    const bool is_there =
        !event.call.empty() && std::any_of(log.events.begin(), log.events.end(), [&](const auto& one) {
            return one.call == event.call && one.kind == event.kind;
        });
    if (is_there) return false;
    log.events.push_back(std::move(event));
    return true;
}

Result<std::string> write_log(const RequestLog& log) {
    Json document = {{"id", log.id},
                     {"customer", log.customer},
                     {"contact", to_json(log.contact)},
                     {"filed_at", wire::time_text(log.filed_at)},
                     {"call", log.call},
                     {"form", to_json(log.form)},
                     {"events", Json::array()}};
    for (const auto& event : log.events) document["events"].push_back(to_json(event));
    auto text = dump_json(document);
    if (text.size() > most_bytes) return invalid("the log of " + log.id + " is full");
    return text;
}

Result<RequestLog> read_log(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    return read_log_document(document);
}

Result<std::vector<RequestLog>> read_seed(std::string_view json, std::string_view customer) {
    std::vector<RequestLog> requests;
    if (json.empty() || customer.empty()) return requests;

    DESK_TRY(const auto document, parse_json(json));
    for (const auto& entry : array_or_empty(document, "requests")) {
        DESK_TRY(auto request, read_log_document(entry));
        if (request.customer == customer) requests.push_back(std::move(request));
    }
    return requests;
}

std::string_view name_of(RequestEventKind kind) {
    const auto row =
        std::find_if(kind_rows.begin(), kind_rows.end(), [&](const auto& one) { return one.kind == kind; });
    return row == kind_rows.end() ? std::string_view{} : row->name;
}

}  // namespace desk
