// Atlassian Statuspage and those who answer at its addresses (incident.io): summary.json,
// status.json, components.json, incidents.json, unresolved.json, one incident alone, and what its
// webhook posts. Source of the shapes:
// ../shared/facts/partner-support.md §3.5; documents of live pages: tests/plugins/data/statuspage.
// Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// Lists that are null or missing are empty. Errors: invalid (not JSON, or not a Statuspage
// document: Instatus, Checkly, an error page).
Result<StatusReport> read_status_page(std::string_view body);

// What a subscription posts: {"page":{…},"incident":{…}} or
// {"page":{…},"component":{…},"component_update":{…}}. The report holds that incident or that
// component alone. Errors: invalid (neither).
Result<StatusReport> read_status_page_webhook(std::string_view body);

}  // namespace desk
