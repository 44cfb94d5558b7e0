// Following an incident: what the follower is told at once, and the news that everybody who follows it hears. What was
// said last is kept as a document, so that every poll says only what is new. Pure.
#pragma once

#include "plugins/incidents/known_incidents.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// What the last poll knew of the open incidents: id → the revision that was said.
using KnownIncidents = std::map<std::string, std::string>;

Result<KnownIncidents> read_known(std::string_view document);
std::string write_known(const KnownIncidents& known);

struct IncidentNews {
    std::string id = {};
    std::string revision = {};  // the vendor's latest update, or "fixed"
    Answer answer = {};
    Level level = Level::unknown;  // of an update; an end has none
};

// The updates that are not known yet: of open incidents that were known before.
std::vector<IncidentNews> updates(const std::vector<OwnIncident>& incidents, const KnownIncidents& known);
// What is known of the open ones now, and which incidents were open before and are no longer.
KnownIncidents known_of(const std::vector<OwnIncident>& incidents);
std::vector<std::string> gone(const KnownIncidents& known, const KnownIncidents& now);
// Their ends, as far as `incidents` knows them; one it does not know is over all the same.
std::vector<IncidentNews> endings(const std::vector<std::string>& ids, const std::vector<OwnIncident>& incidents);

}  // namespace desk
