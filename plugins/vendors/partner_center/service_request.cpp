#include "plugins/vendors/partner_center/service_request.hpp"

#include "plugins/services/short_text.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <algorithm>
#include <array>

namespace desk::partner_center {
namespace {

using vendors::object_in;
using vendors::text_in;
using vendors::time_in;
using vendors::VendorWord;

constexpr std::size_t most_text = 8'192;

// In the vendor's order of numbers, which its lists carry instead of words.
constexpr std::array severities{VendorWord<RequestSeverity>{"unknown", RequestSeverity::unknown, 0},
                                VendorWord<RequestSeverity>{"critical", RequestSeverity::critical, 1},
                                VendorWord<RequestSeverity>{"moderate", RequestSeverity::moderate, 2},
                                VendorWord<RequestSeverity>{"minimal", RequestSeverity::minimal, 3}};
constexpr std::array statuses{VendorWord<RequestStatus>{"none", RequestStatus::none, 0},
                              VendorWord<RequestStatus>{"open", RequestStatus::open, 1},
                              VendorWord<RequestStatus>{"closed", RequestStatus::closed, 2},
                              VendorWord<RequestStatus>{"attention_needed", RequestStatus::attention_needed, 3}};

std::string requests_path(const std::string& customer) {
    if (customer.empty()) return "/v1/servicerequests";
    return "/v1/customers/" + vendors::address_part(customer) + "/servicerequests";
}

std::string readable(const Json& object, std::string_view name) {
    return shortened(plain_text(text_in(object, name)), most_text);
}

std::vector<RequestNote> notes_of(const Json& entry) {
    std::vector<RequestNote> notes;
    for (const auto& note : vendors::list_in(entry, "notes"))
        notes.push_back({text_in(note, "createdByName"), readable(note, "text"), time_in(note, "createdDate")});
    std::stable_sort(notes.begin(), notes.end(), [](const auto& one, const auto& other) { return one.at < other.at; });
    return notes;
}

ServiceRequest request_of(const Json& entry) {
    const auto& organization = object_in(entry, "organization");
    return {.id = text_in(entry, "id"),
            .title = readable(entry, "title"),
            .description = readable(entry, "description"),
            .severity = vendors::meaning_in(entry, "severity", severities, RequestSeverity::unknown),
            .status = vendors::meaning_in(entry, "status", statuses, RequestStatus::unknown),
            .status_said = text_in(entry, "status"),
            .topic = text_in(entry, "supportTopicName"),
            .organization = text_in(organization, "name"),
            .organization_id = text_in(organization, "id"),
            .contact = text_in(object_in(entry, "primaryContact"), "email"),
            .created = time_in(entry, "createdDate"),
            .changed = time_in(entry, "lastModifiedDate"),
            .closed = time_in(entry, "lastClosedDate"),
            .notes = notes_of(entry)};
}

}  // namespace

std::string word_of(RequestStatus status) {
    return vendors::word_of(statuses, status);
}
std::string word_of(RequestSeverity severity) {
    return severity == RequestSeverity::unknown ? std::string{} : vendors::word_of(severities, severity);
}

HttpRequest service_requests_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                     RequestStatus status, int offset, int size) {
    auto path = requests_path(customer) + "?offset=" + std::to_string(offset) + "&size=" + std::to_string(size);
    if (const auto word = word_of(status); !word.empty()) path += "&" + filter("Status", word, "equals");
    auto made = request(access, ids, "GET", path);
    // Lets a support-request admin read what the whole organisation filed.
    if (customer.empty()) made.headers.emplace_back("IncludeOrganizationRequests", "true");
    return made;
}

Result<ServiceRequestPage> read_service_requests(const HttpResponse& response) {
    DESK_TRY(auto collection, read_collection(response, "partner center service requests"));
    ServiceRequestPage page{.total = collection.total, .requests = {}, .next = std::move(collection.next)};
    for (const auto& entry : collection.items) {
        if (auto request = request_of(entry); !request.id.empty()) page.requests.push_back(std::move(request));
    }
    return page;
}

HttpRequest service_request_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                    const std::string& id) {
    return request(access, ids, "GET", requests_path(customer) + "/" + vendors::address_part(id));
}

Result<ServiceRequest> read_service_request(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "partner center service request"));
    auto request = request_of(body);
    if (request.id.empty()) return unavailable("partner center service request: an answer without one");
    return request;
}

Result<HttpRequest> change_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                   const std::string& id, const RequestChange& change) {
    if (change.note.empty() && !change.close) return invalid("partner center service request: nothing to change");
    Json body = Json::object();
    if (!change.note.empty()) body["NewNote"] = {{"Text", change.note}};
    if (change.close) body["Status"] = word_of(RequestStatus::closed);
    return request(access, ids, "PATCH", requests_path(customer) + "/" + vendors::address_part(id), &body);
}

}  // namespace desk::partner_center
