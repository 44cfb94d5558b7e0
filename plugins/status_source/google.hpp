// Google Cloud (https://status.cloud.google.com/incidents.json) and Google Workspace
// (https://www.google.com/appsstatus/dashboard/incidents.json): one shape, a list of incidents of
// which those without an end are open. Source: ../shared/facts/partner-support.md §3.4 and §3.5;
// document: tests/plugins/data/cloud. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

// `name`: "Google Cloud" or "Google Workspace". Incidents of the chosen products at the chosen
// places (an open one counts where it is now, a past one where it was; one that names no place
// counts everywhere). The feed lists trouble only. Errors: invalid (no list of incidents).
Result<StatusReport> read_google_incidents(std::string_view body, const std::string& name,
                                           const FeedChoice& choice);

}  // namespace desk
