// Whatever a source of service health may send: the first byte chooses the reader, the rest is the
// body. What was read is asked for a state, as /health does. Nothing may crash, hang or read beyond
// the body.
#include "plugins/status_source/alertmanager.hpp"
#include "plugins/status_source/aws.hpp"
#include "plugins/status_source/azure.hpp"
#include "plugins/status_source/azure_feed.hpp"
#include "plugins/status_source/google.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/service_state.hpp"
#include "plugins/status_source/slack.hpp"
#include "plugins/status_source/status_page.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

desk::Result<desk::StatusReport> read(unsigned reader, std::string_view body) {
    const desk::FeedChoice choice{
        .regions = {"me-central-1", "West US", "europe-west4"}, .products = {}, .now = {}};
    switch (reader % 11) {
        case 0:
            return desk::read_graph_overviews(body);
        case 1:
            return desk::read_graph_issues(body);
        case 2:
            return desk::read_graph_messages(body);
        case 3:
            return desk::read_azure_events(body, choice);
        case 4:
            return desk::read_azure_resource(body);
        case 5:
            return desk::read_azure_feed(body, choice);
        case 6:
            return desk::read_aws_events(body, choice);
        case 7:
            return desk::read_google_incidents(body, "Google Cloud", choice);
        case 8:
            return desk::read_slack_status(body);
        case 9:
            return desk::read_alertmanager(body, "service");
        default:
            return reader % 2 == 0 ? desk::read_status_page(body)
                                   : desk::read_status_page_webhook(body);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto report = read(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
    if (!report) return 0;
    for (const auto* name : {"Exchange Online", "Azure", "EC2"}) {
        static_cast<void>(
            desk::state_of(*report, {.id = name, .name = name, .aliases = {}, .vendor = {}}));
    }
    return 0;
}
