// Following an incident: what the follower is told at once, and the news that everybody who follows it hears. What was
// said last is kept as a document, so that every poll says only what is new. Pure.
#pragma once

#include "plugins/status_source/vendor_words.hpp"
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
};

// The updates that are not known yet.
std::vector<IncidentNews> updates(const StatusReport& page, const KnownIncidents& known);
// What is known of the page now, and which incidents were open before and are no longer.
KnownIncidents known_of(const StatusReport& page);
std::vector<std::string> gone(const KnownIncidents& known, const KnownIncidents& now);
// Their ends, as the page's history tells them; one the history does not know is over all the same.
std::vector<IncidentNews> endings(const std::vector<std::string>& ids, const StatusReport& history);

}  // namespace desk
