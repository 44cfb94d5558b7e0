// Amazon Web Services, https://health.aws.amazon.com/public/currentevents: a list in UTF-16, empty
// when all is well, in which the same kind of value is once a text and once a number. Source:
// ../shared/facts/partner-support.md §3.4 and §3.5; document: tests/plugins/data/cloud. Pure; any
// thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// Events of the chosen regions, and of none in particular ("global"). Each affected service has a
// state of its own: 0 fine, 1 watched, 2 degraded, 3 outage, anything else unknown. Errors: invalid
// (no list; no region chosen: somewhere in the world something is always open).
Result<StatusReport> read_aws_events(std::string_view body, const FeedChoice& choice);

}  // namespace desk
