// Which reader and which addresses belong to which kind of source. Pure.
#pragma once

#include "plugins/health/source_list.hpp"

#include <string>
#include <string_view>

namespace desk {

// Of a Statuspage the summary below the page's address, of Graph the overviews, of Azure the events of the tenant.
std::string first_address(const HealthSource& source);
// Of a Statuspage: its last fifty incidents.
std::string history_address(const HealthSource& source);

// What the first address answers. Errors: invalid (not that), see the readers.
Result<StatusReport> read_source(const HealthSource& source, std::string_view body, Time now);

}  // namespace desk
