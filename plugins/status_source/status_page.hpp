// A status page as a value, read tolerantly from what Atlassian Statuspage and those who answer at
// its addresses send: summary.json, status.json, components.json, incidents.json, unresolved.json,
// and one incident alone. Source of the shapes: ../shared/facts/partner-support.md §3.5; documents
// of live pages: tests/plugins/data. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// States as the vendor writes them ("degraded_performance"); an unknown word is kept as it is.
struct StatusComponent {
    std::string id = {};
    std::string name = {};
    std::string group = {};  // id of the group it is in, or ""
    std::string status = {};
    bool is_group = false;
};

struct StatusUpdate {
    std::string status = {};
    std::string text = {};  // plain, whole
    Time at = {};
};

// An incident, or a maintenance (`from` and `until` are set).
struct StatusIncident {
    std::string id =
        {};  // "EX1042" when its name, link or id carries one, else the vendor's opaque id
    std::string page_id = {};  // the vendor's opaque id, always
    std::string name = {};     // without the id
    std::string status = {};
    std::string impact = {};
    bool is_open = true;
    Time began = {};
    std::optional<Time> ended = {};
    std::optional<Time> next_update = {};  // when the vendor promised to write again
    std::vector<StatusComponent> affected =
        {};  // none: the vendor names none, the page as a whole is meant
    std::vector<StatusUpdate> updates = {};  // newest first
    std::map<std::string, std::string> desk_summary =
        {};  // by language; the desk's own words, when the source has them
    std::optional<Time> from = {};
    std::optional<Time> until = {};
};

struct StatusPage {
    std::string name = {};
    std::string indicator =
        {};  // none | minor | major | critical | maintenance; "" when the document has none
    std::vector<StatusComponent> components = {};
    std::vector<StatusIncident> incidents = {};
    std::vector<StatusIncident> maintenances = {};
};

// Errors: invalid (not JSON, or not a Statuspage document: Instatus, Checkly, an error page).
Result<StatusPage> read_status_page(std::string_view body);

}  // namespace desk
