// Service requests as Partner Center keeps them: read, added to, closed. None can be made by API for a customer (§5.1):
// they are filed by hand from the customer's page, and their number is pasted back. Requests of the newer panel in the
// admin center were reported not to appear here, so a request that is not in the list may exist all the same. Shapes:
// ../shared/facts/partner-support.md §5.4. Every call needs the token of application and person: the application alone
// gets 403 or 900329. Pure; any thread.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"
#include <desk/phrase.hpp>

namespace desk::partner_center {

enum class RequestSeverity { unknown, critical, moderate, minimal };
// attention_needed: the vendor waits for the partner. none: just made.
enum class RequestStatus { unknown, none, open, closed, attention_needed };
std::string word_of(RequestStatus status);      // "attention_needed"; "" for unknown
std::string word_of(RequestSeverity severity);  // "critical"; "" for unknown

struct RequestNote {
    std::string author = {};
    std::string text = {};  // plain, at most 8 KB
    std::optional<Time> at = {};
};

struct ServiceRequest {
    std::string id = {};  // "616122292874576"
    std::string title = {};
    std::string description = {};
    RequestSeverity severity = RequestSeverity::unknown;
    RequestStatus status = RequestStatus::unknown;
    std::string status_said = {};  // as the vendor wrote it, for the audit
    std::string topic = {};
    std::string organization = {};     // name
    std::string organization_id = {};  // tenant
    std::string contact = {};          // e-mail of the person the vendor talks to
    std::optional<Time> created = {};
    std::optional<Time> changed = {};
    std::optional<Time> closed = {};
    std::vector<RequestNote> notes = {};  // oldest first; lists come without
};

// Whose: a customer's, or the partner's own when `customer` is "". `status`: unknown = all.
HttpRequest service_requests_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                     RequestStatus status, int offset = 0, int size = 50);
struct ServiceRequestPage {
    std::int64_t total = 0;
    std::vector<ServiceRequest> requests = {};
    std::optional<NextPage> next = {};
};
// Errors: as read_collection.
Result<ServiceRequestPage> read_service_requests(const HttpResponse& response);

HttpRequest service_request_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                    const std::string& id);
// Errors: as vendors::document_of; unavailable (no request in it).
Result<ServiceRequest> read_service_request(const HttpResponse& response);

// Adds a note, closes, or both: only what changes is sent. Errors: invalid (neither).
struct RequestChange {
    std::string note = {};
    bool close = false;
};
Result<HttpRequest> change_request(const Access& access, const vendors::CallIds& ids, const std::string& customer,
                                   const std::string& id, const RequestChange& change);

}  // namespace desk::partner_center
