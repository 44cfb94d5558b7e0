#include "plugins/health/read_source.hpp"

#include "plugins/status_source/aws.hpp"
#include "plugins/status_source/azure.hpp"
#include "plugins/status_source/azure_feed.hpp"
#include "plugins/status_source/google.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/slack.hpp"
#include "plugins/status_source/source.hpp"
#include "plugins/status_source/status_page.hpp"

namespace desk {

std::string first_address(const HealthSource& source) {
    switch (source.kind) {
        case SourceKind::statuspage: return summary_url(source.url);
        case SourceKind::graph: return source.url + "/admin/serviceAnnouncement/healthOverviews";
        case SourceKind::azure_events:
            return source.url + "/providers/Microsoft.ResourceHealth/events?api-version=2024-02-01";
        default: return source.url;
    }
}

std::string history_address(const HealthSource& source) {
    const auto summary = summary_url(source.url);
    return summary.substr(0, summary.find_last_of('/') + 1) + "incidents.json";
}

Result<StatusReport> read_source(const HealthSource& source, std::string_view body, Time now) {
    auto choice = source.choice;
    choice.now = now;
    switch (source.kind) {
        case SourceKind::statuspage: return read_status_page(body);
        case SourceKind::graph: return read_graph_overviews(body);
        case SourceKind::azure_events: return read_azure_events(body, choice);
        case SourceKind::azure_feed: return read_azure_feed(body, choice);
        case SourceKind::aws: return read_aws_events(body, choice);
        case SourceKind::google_cloud: return read_google_incidents(body, "Google Cloud", choice);
        case SourceKind::google_workspace: return read_google_incidents(body, "Google Workspace", choice);
        case SourceKind::slack: return read_slack_status(body);
        default: return invalid("a source of this kind is not read from a page");
    }
}

}  // namespace desk
