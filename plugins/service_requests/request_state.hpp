// What a request is now, worked out from its log. Public and internal notes are types of their own: what is shown to a
// customer takes public ones only. Pure; any thread.
#pragma once

#include "plugins/service_requests/request_log.hpp"
#include "plugins/sla/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace desk {

struct PublicNote {
    Time at = {};
    PersonName by = {};
    bool is_from_desk = false;
    std::string text = {};
};

struct InternalNote {
    Time at = {};
    PersonName by = {};
    std::string text = {};
};

// The case at the vendor.
struct VendorCase {
    std::string route = {};   // portal | mail | azure | partner_center | zammad | webhook
    std::string number = {};  // the vendor's; "" while it is not known
    std::string status = {};  // open | attention_needed | closed
    char severity = 'C';
    std::string reference = {};  // what the route needs to find it again
    std::string record = {};     // as it was handed over
    Time handed_over = {};
    std::optional<Time> answered = {};
    std::optional<Time> expires = {};  // of the vendor's own promise
    bool is_open = true;
};

struct RequestState {
    std::string word = "open";  // open | waiting_customer | with_vendor | attention_needed | resolved | closed
    std::string priority = "P3";
    Time changed_at = {};
    std::vector<PublicNote> notes = {};  // the oldest first
    std::vector<InternalNote> internal = {};
    std::optional<VendorCase> vendor = {};  // the latest
    int rating = 0;                         // 1 … 5; 0: none
    bool csat_was_asked = false;

    bool is_open() const { return word != "resolved" && word != "closed"; }
};

RequestState state_of(const RequestLog& log);
std::vector<SlaEvent> sla_events(const RequestLog& log);

// A customer's message to an open request that says the same: same service, and titles that share most of their words.
const RequestLog* open_duplicate(const std::vector<RequestLog>& logs, const RequestForm& form);

}  // namespace desk
