// A request is what was recorded of it: how it was filed, and every event since. Nothing is overwritten; state, notes
// and SLA clocks are worked out from the log (request_state.hpp). Pure values; any thread.
#pragma once

#include "plugins/services/health_reply.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct EventAuthor {
    std::string id = {};
    std::string role = {};  // of the desk: contact | helpdesk | lead | admin
    PersonName name = {};
    bool operator==(const EventAuthor&) const = default;
};

// What the form brought together.
struct RequestForm {
    std::string title = {};
    std::string service_id = {};  // "exchange-online", or ""
    std::string service = {};     // name, or ""
    std::string impact = {};      // everyone | group | one; as said: impact_said
    std::string impact_said = {};
    int users = 0;             // 0: not said
    std::string urgency = {};  // blocked | workaround | working; as said: urgency_said
    std::string urgency_said = {};
    std::string since = {};  // in the customer's words
    std::string workaround = {};
    std::string steps = {};
    std::string details = {};
    std::vector<std::string> links = {};  // https
    std::string override_reason = {};     // why it is filed although an incident is open
    std::string priority = "P3";          // P1 … P4
    HealthSnapshot health = {};           // when it was filed
};

// reply: public, by the desk · message: public, by the customer · internal: the desk's own · asked: a reply that waits
// for the customer's answer · handed_over: to a vendor (value: route, fields in text as a document) · vendor_number,
// vendor_status, vendor_update: what the vendor said · resolved, closed, reopened · priority: value P1…P4, text the
// reason · rated: value 1…5, text the comment · csat_asked
enum class RequestEventKind {
    reply,
    message,
    internal,
    asked,
    handed_over,
    vendor_number,
    vendor_status,
    vendor_update,
    resolved,
    closed,
    reopened,
    priority,
    rated,
    csat_asked
};

struct RequestEvent {
    RequestEventKind kind = RequestEventKind::message;
    Time at = {};
    EventAuthor by = {};
    std::string text = {};
    std::string value = {};
    std::string call =
        {};  // the call it was recorded in; with its kind it is recorded once, however often that is repeated
    bool operator==(const RequestEvent&) const = default;
};

struct RequestLog {
    std::string id = {};        // "SR-2032"
    std::string customer = {};  // id
    EventAuthor contact = {};
    Time filed_at = {};
    std::string call = {};  // the call it was filed in
    RequestForm form = {};
    std::vector<RequestEvent> events = {};
};

// Appends, unless the same call has recorded it already. False: it has.
bool append(RequestLog& log, RequestEvent event);

// As kept on the shelf under "request/SR-2032", at most 60 KB. Errors: invalid (no room for another event).
Result<std::string> write_log(const RequestLog& log);
// Also what version 1.0 kept. Errors: invalid.
Result<RequestLog> read_log(std::string_view json);

// Requests filed before this desk: {"requests": [{"id", "customer", "title", "service", "priority", "state", …}]};
// those of `customer`. Errors: invalid.
Result<std::vector<RequestLog>> read_seed(std::string_view json, std::string_view customer);

std::string_view name_of(RequestEventKind kind);

}  // namespace desk
