// Which of a source's parts are which of the desk's services. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"

#include <map>
#include <string>
#include <vector>

namespace desk {

// Desk service id → the parts that are it, by id, name or group, however spelt; "*": the source as a whole.
using ServiceMap = std::map<std::string, std::vector<std::string>>;

// The report with its parts and what incidents affect given to the desk's services; what belongs to none is left out, a
// part of two services stands there twice. A part a source of trouble only does not name is fine. With an empty map
// nothing changes: services are found by name then.
StatusReport mapped(StatusReport report, const ServiceMap& services);

}  // namespace desk
