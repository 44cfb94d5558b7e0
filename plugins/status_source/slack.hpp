// Slack's own status, https://slack-status.com/api/v2.0.0/current. Source:
// ../shared/facts/partner-support.md §3.4. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// "ok" is fine; a notice is watched, an incident degrades, an outage is one; scheduled ones are
// maintenance. What is "active" without an incident that can be read is unknown. Errors: invalid
// (no status).
Result<StatusReport> read_slack_status(std::string_view body);

}  // namespace desk
