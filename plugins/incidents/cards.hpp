// The answers of /incident. Pure: page and services in, answer out.
#pragma once

#include "plugins/incidents/known_incidents.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Everything an answer is made from, but the incidents.
struct IncidentQuestion {
    const Call& call;
    Vendor vendor = {};
    Time checked_at = {};
    bool is_partial = false;  // a source cannot be used now
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
