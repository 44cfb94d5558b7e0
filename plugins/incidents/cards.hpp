// The answers of /incident. Pure: page and services in, answer out.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/vendor_words.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// An incident with the customer's services it is about; lives in the page it was found in.
struct OwnIncident {
    const ReportedIncident* incident = nullptr;
    List services = {};  // their names
};

// The incidents about the customer's services, open or not, as the page orders them (newest first).
std::vector<OwnIncident> own_incidents(const StatusReport& page,
                                       const std::vector<Service>& services);
// By the id people use or the vendor's own; case does not matter. nullptr: none.
const OwnIncident* find_incident(const std::vector<OwnIncident>& incidents, std::string_view id);

// Everything an answer is made from, but the incidents.
struct IncidentQuestion {
    const Call& call;
    Vendor vendor = {};
    Time checked_at = {};
};

// One update beside its time, as a line of a card.
Fact update_row(const ReportedUpdate& update);
// When it ended and how long it lasted, if that is known.
void add_ending(Card& card, const ReportedIncident& incident);

Answer open_incidents(const IncidentQuestion& question, const std::vector<OwnIncident>& incidents);
Answer timeline(const IncidentQuestion& question, const OwnIncident& own);
Answer no_such_incident(const IncidentQuestion& question, const std::string& id);
// The source did not answer, or not usably. That says nothing about incidents.
Answer source_unreachable(const IncidentQuestion& question);

}  // namespace desk
