#include "plugins/service_requests/request.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <utility>

namespace desk {
namespace {

Time time_or(const Json& object, const char* name, Time otherwise) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : otherwise;
}

Json to_json(const HealthSnapshot& health) {
    return {{"state", health.state},       {"word", health.word},
            {"service", health.service},   {"vendor", health.vendor},
            {"incident", health.incident}, {"as_of", wire::time_text(health.as_of)}};
}

HealthSnapshot read_health(const Json& document) {
    return {.state = text_or(document, "state", "unknown"),
            .word = text_or(document, "word", "unknown"),
            .service = text_or(document, "service", ""),
            .vendor = text_or(document, "vendor", ""),
            .incident = text_or(document, "incident", ""),
            .as_of = time_or(document, "as_of", Time{})};
}

Result<FiledRequest> read_request_document(const Json& document) {
    FiledRequest request;
    DESK_TRY(request.id, text_field(document, "id"));
    DESK_TRY(request.title, text_field(document, "title"));
    request.service = text_or(document, "service", "");
    request.priority = text_or(document, "priority", "P3");
    request.state = text_or(document, "state", "open");
    request.customer = text_or(document, "customer", "");
    if (const auto* contact = find_field(document, "contact")) {
        request.contact = {text_or(*contact, "given", ""), text_or(*contact, "family", "")};
    }
    request.filed_at = time_or(document, "filed_at", Time{});
    request.changed_at = time_or(document, "changed_at", request.filed_at);
    if (const auto* health = find_field(document, "health")) request.health = read_health(*health);
    return request;
}

}  // namespace

Result<HealthSnapshot> read_health_reply(std::string_view json, Time now) {
    DESK_TRY(const auto reply, parse_json(json));
    HealthSnapshot health;
    DESK_TRY(health.state, text_field(reply, "state"));
    health.word = text_or(reply, "word", "unknown");
    health.vendor = text_or(reply, "vendor", "");
    health.as_of = time_or(reply, "as_of", now);
    if (const auto* service = find_field(reply, "service"))
        health.service = text_or(*service, "name", "");
    if (const auto* incident = find_field(reply, "incident"))
        health.incident = text_or(*incident, "id", "");
    return health;
}

std::string write_request(const FiledRequest& request) {
    return dump_json(
        {{"id", request.id},
         {"title", request.title},
         {"service", request.service},
         {"priority", request.priority},
         {"state", request.state},
         {"customer", request.customer},
         {"contact", {{"given", request.contact.given}, {"family", request.contact.family}}},
         {"filed_at", wire::time_text(request.filed_at)},
         {"changed_at", wire::time_text(request.changed_at)},
         {"health", to_json(request.health)}});
}

Result<FiledRequest> read_request(std::string_view json) {
    DESK_TRY(const auto document, parse_json(json));
    return read_request_document(document);
}

Result<std::vector<FiledRequest>> read_seed(std::string_view json, std::string_view customer) {
    std::vector<FiledRequest> requests;
    if (json.empty()) return requests;

    DESK_TRY(const auto document, parse_json(json));
    for (const auto& entry : array_or_empty(document, "requests")) {
        DESK_TRY(auto request, read_request_document(entry));
        if (request.customer == customer && !customer.empty())
            requests.push_back(std::move(request));
    }
    return requests;
}

}  // namespace desk
