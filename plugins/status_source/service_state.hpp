// How a customer's service is doing according to a status page. Pure; any thread.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/status_page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// In order of trouble; `unknown` stands outside the order: it is never better nor worse than a
// known one.
enum class Level { unknown, ok, watch, degraded, outage };

// "unknown", "ok", "watch", "degraded", "outage": as health.lookup says it.
std::string_view name_of(Level level);

struct ServiceState {
    Level level = Level::unknown;
    // Which word is said, for the key "state.WORD": operational, degraded, partial_outage, outage,
    // maintenance, investigating, identified, monitoring, unknown.
    std::string word = "unknown";
    // The worst open incident, else the maintenance under way; lives in the page. nullptr: none
    // names the service.
    const StatusIncident* incident = nullptr;
};

// The worst of the service's components, of open incidents that name one of them or none at all,
// and of maintenances under way. A component belongs to the service when the service is called like
// it, or like its group. A service called like the page itself is the whole page. What the page
// does not list is unknown.
ServiceState state_of(const StatusPage& page, const Service& service);

// What one incident or maintenance means: an open one is at least something to watch, whatever its
// impact says.
ServiceState state_of(const StatusIncident& incident);

// True when the incident is about the service: it names one of its components, or none while the
// page lists one.
bool is_about(const StatusIncident& incident, const StatusPage& page, const Service& service);

// The worst known trouble; without trouble, unknown as soon as one is unknown, or there is none at
// all.
Level roll_up(const std::vector<ServiceState>& states);

// The word of an incident's own state: "investigating", "identified", "monitoring", "resolved",
// "maintenance".
std::string word_of(const StatusIncident& incident);

}  // namespace desk
