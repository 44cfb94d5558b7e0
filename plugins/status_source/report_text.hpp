// A report as a JSON document: how the health plugin keeps it and tells it to others. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/json.hpp>
#include <desk/result.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace desk {

// {"id","source_id","title","kind"?,"level","word","said","open","began","ended"?,"next_update"?,"from"?,"until"?,
// "by_part"?,"person"?,"affected":[part],"updates":[[id,word,text,at]],"desk_summary"?}; a part is
// [id,name,group,service,level,word].
Json to_json(const ReportedIncident& incident);
// Never fails: what is missing or odd is as in an empty incident, a level nobody knows is unknown.
ReportedIncident read_reported_incident(const Json& document);

// The whole report in at most `most` bytes: long texts are cut, then old updates, ended incidents and at last the oldest
// open ones are left out.
std::string write_report(StatusReport report, std::size_t most);
// Errors: invalid (no JSON object).
Result<StatusReport> read_report(std::string_view document);

}  // namespace desk
