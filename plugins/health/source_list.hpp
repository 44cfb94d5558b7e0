// Which sources of health the desk watches: the file of the setting `sources`, or the one page of `status_url`. Pure.
//
//     [[source]]
//     id       = "m365"            # a-z, 0-9, _
//     kind     = "graph"           # see source_kinds
//     name     = "Microsoft 365"   # shown before "service health"
//     vendor   = "Microsoft"
//     language = "en"              # of its texts
//     url      = "https://…"       # the vendor's public address unless given
//     account  = "partner"         # of graph and azure_events: signs for each customer's own tenant
//     period_s = 300
//     regions  = ["westeurope"]    # of azure_events, azure_feed, aws (required there), google_*
//     products = ["Gmail"]
//     [source.services]            # desk service = the source's own names for it; "*": all of it
//     exchange-online = "Exchange Online"
#pragma once

#include "plugins/status_source/probe.hpp"
#include "plugins/status_source/service_map.hpp"
#include "plugins/status_source/vendor_words.hpp"
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

enum class SourceKind {
    statuspage, graph, azure_events, azure_feed, aws, google_cloud, google_workspace, slack,  // fetched
    http, tcp, tls,                                                                          // probed
    alertmanager, statuspage_webhook                                                         // they report to a hook
};

struct HealthSource {
    std::string id = {};
    SourceKind kind = SourceKind::statuspage;
    Vendor vendor = {};
    std::string url = {};
    std::string account = {};
    bool is_per_customer = false;
    std::chrono::seconds period{300};
    std::chrono::seconds stale_after{900};  // three periods
    std::chrono::seconds max_age{300};      // how old a page kept by the bot may be
    FeedChoice choice = {};
    std::string label = {};  // of Alertmanager: the label that names the service
    ProbeRules probe = {};
    ServiceMap services = {};

    bool is_hook() const { return kind == SourceKind::alertmanager || kind == SourceKind::statuspage_webhook; }
    bool is_probe() const { return kind == SourceKind::http || kind == SourceKind::tcp || kind == SourceKind::tls; }
    // May be asked while a person waits, when the clock has not done so: no quota that others need, no measuring.
    bool may_be_asked_now() const { return !is_hook() && !is_probe() && account.empty(); }
};

// The document of the file setting: {"source":[…]}. Errors: invalid (names the source and the field).
Result<std::vector<HealthSource>> read_sources(std::string_view document);

// All of both settings; `status_url` is the source "page". Errors: as above.
Result<std::vector<HealthSource>> sources_of(const Host& host);

}  // namespace desk
