// Microsoft 365 as Microsoft Graph tells it: service health overviews, issues, message centre.
// Source of the shapes:
// ../shared/facts/partner-support.md §3.2 and §4.1; documents: tests/plugins/data/microsoft.
// Spelling varies (camelCase in the reference, PascalCase in samples and answers). Pure; any
// thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// GET /admin/serviceAnnouncement/healthOverviews: one part per service; issues when they were
// expanded. Errors of all three: invalid (no list `value`: an error document, a truncated one).
Result<StatusReport> read_graph_overviews(std::string_view body);

// GET /admin/serviceAnnouncement/issues: posts become updates, of which the current status is
// quoted; `next_page` is
// @odata.nextLink. An advisory is never worse than degraded.
Result<StatusReport> read_graph_issues(std::string_view body);

// GET /admin/serviceAnnouncement/messages: posts with a date by which something has to be done, as
// reminders; others are left out.
Result<StatusReport> read_graph_messages(std::string_view body);

}  // namespace desk
