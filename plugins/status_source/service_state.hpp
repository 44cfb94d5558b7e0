// How a customer's service is doing according to what sources reported. Pure; any thread.
#pragma once

#include "plugins/services/service.hpp"
#include "plugins/status_source/status_report.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace desk {

struct ServiceState {
    Level level = Level::unknown;
    std::string word = "unknown";  // for the key "state.WORD"
    // The worst open incident, else the maintenance under way; lives in the report. nullptr: none
    // names the service.
    const ReportedIncident* incident = nullptr;
};

// Of one source: the worst of the service's parts, of open incidents that name one of them or none
// at all, and of maintenances under way. A part belongs to the service it is mapped to, else to one
// called like it or like its group. A service called like the source itself is the whole of it.
// Nothing when the source does not know the service.
std::optional<ServiceState> find_state(const StatusReport& report, const Service& service);

// The same, where what the source does not know is unknown.
ServiceState state_of(const StatusReport& report, const Service& service);

// What one incident or maintenance means.
ServiceState state_of(const ReportedIncident& incident);

// True when the incident is about the service: it names one of its parts, or none while the report
// lists one.
bool is_about(const ReportedIncident& incident, const StatusReport& report, const Service& service);

// What several sources say of one service: the worst known trouble wins; without trouble it is
// unknown as soon as one of them is. The first of equals stays. No source at all: unknown.
ServiceState merged(const std::vector<ServiceState>& of_sources);

// The worst known trouble; without trouble, unknown as soon as one is unknown, or there is none at
// all.
Level roll_up(const std::vector<ServiceState>& states);

}  // namespace desk
