// The public feed of Azure, https://azure.status.microsoft/en-us/status/feed/: no login, no
// severity. No item means that all is well. Source: ../shared/facts/partner-support.md §3.4;
// documents: tests/plugins/data/cloud. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// Every item is an open incident that degrades what its categories name. They name services and
// regions alike, so with chosen regions an item counts when one of its categories is one of them,
// or when it has none. Errors: invalid (not a feed, see feed.hpp).
Result<StatusReport> read_azure_feed(std::string_view body, const FeedChoice& choice);

}  // namespace desk
