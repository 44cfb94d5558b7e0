// Azure as Resource Health tells it: events of a subscription or tenant, and one resource. Source
// of the shapes:
// ../shared/facts/partner-support.md §3.3; document: tests/plugins/data/microsoft. Names of fields
// may begin with a capital (Resource Graph). Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// GET …/Microsoft.ResourceHealth/events: service issues and advisories as incidents, planned
// maintenance, security advisories for people. Events that touch none of the chosen regions are
// left out; `next_page` is nextLink. The feed lists trouble only. Errors: invalid (no list
// `value`).
Result<StatusReport> read_azure_events(std::string_view body, const FeedChoice& choice);

// GET {resource}/providers/Microsoft.ResourceHealth/availabilityStatuses/current: one part, called
// by the resource's own name. Errors: invalid (no availabilityState).
Result<StatusReport> read_azure_resource(std::string_view body);

}  // namespace desk
