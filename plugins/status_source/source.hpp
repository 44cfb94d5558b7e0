// The status page a plugin is configured with, fetched through the bot. Settings: status_url (a
// summary.json, or the page's address), max_age_s, stale_after_s.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <string>

namespace desk {

// "https://status.example" is a page's address; its summary stands below it.
std::string summary_url(std::string url);

struct SeenPage {
    StatusReport page = {};
    Time at = {};  // when the page said so: our fetch, not the page's own date
};

// Errors: unavailable (not reached, a status other than 200, no Statuspage document, or fetched
// longer ago than stale_after_s), denied.
Result<SeenPage> see_status_page(Host& host, Time now);

// The page's last fifty incidents, also the resolved ones; a page without that address has none.
// Errors: as above.
Result<SeenPage> see_incident_history(Host& host, Time now);

}  // namespace desk
