#include "plugins/service_requests/request.hpp"

#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace desk {
namespace {

constexpr std::array<std::string_view, 5> states{"open", "draft", "with_vendor", "attention_needed",
                                                 "closed"};
constexpr std::array<std::string_view, 4> priorities{"P3", "P1", "P2", "P4"};

Time time_or(const Json& object, const char* name, Time otherwise) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : otherwise;
}

// A value that is not in the table is read as the first: it becomes part of a text's key.
template <std::size_t n>
std::string one_of(const std::array<std::string_view, n>& known, std::string text) {
    return std::find(known.begin(), known.end(), text) == known.end() ? std::string{known[0]}
                                                                      : text;
}

Result<FiledRequest> read_request_document(const Json& document) {
    FiledRequest request;
    DESK_TRY(request.id, text_field(document, "id"));
    DESK_TRY(request.title, text_field(document, "title"));
    request.service = text_or(document, "service", "");
    request.priority = one_of(priorities, text_or(document, "priority", ""));
    request.state = one_of(states, text_or(document, "state", ""));
    request.customer = text_or(document, "customer", "");
    if (const auto* contact = find_field(document, "contact")) {
        request.contact = {text_or(*contact, "given", ""), text_or(*contact, "family", "")};
    }
    request.filed_at = time_or(document, "filed_at", Time{});
    request.changed_at = time_or(document, "changed_at", request.filed_at);
    if (const auto* health = find_field(document, "health"))
        request.health = read_health(dump_json(*health));
    return request;
}

}  // namespace

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
         {"health", *parse_json(write_health(request.health))}});
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
