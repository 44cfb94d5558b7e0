// The incidents of a customer's services, as the health plugin tells them; on a desk without one, as the status page of
// the settings does. One poller asks the vendors, and that is not this plugin.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/vendor_words.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// An incident with the customer's services it is about.
struct OwnIncident {
    ReportedIncident incident = {};
    List services = {};  // their names
    Vendor vendor = {};  // who says so
    Time as_of = {};     // when
    bool is_own = false;  // of the customer's own tenant: nobody else may hear of it
};

struct SeenIncidents {
    std::vector<OwnIncident> incidents = {};  // newest first
    Vendor vendor = {};
    Time at = {};
    bool is_partial = false;  // a source cannot be used, so there may be more
};

// The reply of health.incidents, see plugins/health/lookups.hpp. Errors: invalid (not that), unavailable (no source can
// be used now, which says nothing about incidents).
Result<SeenIncidents> read_incidents_reply(std::string_view reply, Time now);

// Open ones, maintenances and reminders to come. Errors: unavailable.
Result<SeenIncidents> see_incidents(Host& host, const Call& call);
// One by its id, also when it is over; no incident: the customer has none like it. Errors: unavailable.
Result<SeenIncidents> see_incident(Host& host, const Call& call, const std::string& id);
// With those of the last thirty days; of the desk itself all, whomever they affect. Errors: unavailable.
Result<SeenIncidents> see_past_incidents(Host& host, const Call& call);

// By the id people use or the vendor's own; case does not matter. nullptr: none.
const OwnIncident* find_incident(const std::vector<OwnIncident>& incidents, std::string_view id);

}  // namespace desk
