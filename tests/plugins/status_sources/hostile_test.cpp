// What strangers may send instead: cut short, of another kind, huge, deep. Read or refused in a
// sentence, never fine.
#include "plugins/status_source/alertmanager.hpp"
#include "plugins/status_source/aws.hpp"
#include "plugins/status_source/azure.hpp"
#include "plugins/status_source/azure_feed.hpp"
#include "plugins/status_source/google.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/slack.hpp"
#include "plugins/status_source/status_page.hpp"
#include "tests/plugins/status_sources/readers.hpp"

#include <functional>

namespace desk {
namespace {

using Reader = std::function<Result<StatusReport>(std::string_view)>;

struct Subject {
    const char* name;
    Reader read;
    const char* sample;
};

const std::vector<Subject>& subjects() {
    static const std::vector<Subject> all{
        {"graph overviews", read_graph_overviews,
         "microsoft/graph-health-overviews-with-issues.json"},
        {"graph issues", read_graph_issues, "microsoft/graph-issues-next-link.json"},
        {"graph messages", read_graph_messages, "microsoft/graph-messages-2021-cut.json"},
        {"azure events", [](auto body) { return read_azure_events(body, {}); },
         "microsoft/azure-resource-health-events.json"},
        {"azure feed", [](auto body) { return read_azure_feed(body, {}); },
         "cloud/azure-status-open-2026-07-23.xml"},
        {"aws", [](auto body) { return read_aws_events(body, {.regions = {"me-central-1"}}); },
         "cloud/aws-current-events-utf16-2026-08-01-cut.json"},
        {"google", [](auto body) { return read_google_incidents(body, "Google Cloud", {}); },
         "cloud/gcp-incidents-2026-07-cut.json"},
        {"alertmanager", [](auto body) { return read_alertmanager(body, "service"); },
         "monitoring/alertmanager-two-firing.json"},
        {"statuspage", read_status_page, "statuspage/claude-summary-2026-07-29-major.json"},
        {"statuspage webhook", read_status_page_webhook,
         "monitoring/statuspage-webhook-incident-update.json"}};
    return all;
}

TEST(HostileSources, CutShortAreRefusedAtEveryLength) {
    for (const auto& [name, read, sample] : subjects()) {
        const auto body = test::data(sample);
        ASSERT_TRUE(read(body)) << name << ": " << read(body).error().what;
        const auto step = std::max<std::size_t>(1, body.size() / 97);
        const auto end = body.find_last_of("]}>");
        for (std::size_t length = 0; length < end; length += step) {
            EXPECT_FALSE(read(std::string_view{body}.substr(0, length)))
                << name << " at " << length;
        }
    }
}

TEST(HostileSources, OfAnotherKindAreRefused) {
    for (const auto& [name, read, sample] : subjects()) {
        for (const std::string body :
             {"", " ", "null", "true", "7", "\"ok\"", "{}", "<html><body>Sign in</body></html>",
              "[7]", "[[]]", "\xFF\xFE\xFD",
              R"({"error":{"code":"InvalidAuthenticationToken","message":"x"}})",
              R"({"statusCode":429,"message":"x"})", R"({"value":{}})", R"({"value":[7]})",
              R"({"alerts":{}})", R"({"alerts":[7]})"}) {
            const auto report = read(body);
            const bool is_empty_list = report && report->incidents.empty() && report->parts.empty();
            EXPECT_TRUE(!report || (is_empty_list && std::string_view{name} == "graph messages"))
                << name << ": " << body;
        }
        EXPECT_FALSE(read(std::string(5'100'000, '['))) << name;
        EXPECT_FALSE(read(std::string(1'000, '[') + std::string(1'000, ']'))) << name;
    }
}

// Every value of a real document in turn replaced by something odd: no crash, and no incident that
// is open becomes fine by itself when its state is odd.
Json with_value(Json document, const Json::json_pointer& place, const Json& value) {
    document[place] = value;
    return document;
}

void collect(const Json& value, const Json::json_pointer& place,
             std::vector<Json::json_pointer>& places) {
    places.push_back(place);
    if (value.is_object()) {
        for (const auto& [name, field] : value.items()) collect(field, place / name, places);
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size() && i < 3; ++i)
            collect(value[i], place / i, places);
    }
}

TEST(HostileSources, WithOddValuesInEveryPlaceAreSurvived) {
    for (const auto& [name, read, sample] : subjects()) {
        if (std::string_view{sample}.ends_with(".xml") || std::string_view{name} == "aws") continue;
        const auto document =
            *parse_json(test::data(sample), {.bytes = 5'000'000, .depth = 32, .keys = 200'000});
        std::vector<Json::json_pointer> places;
        collect(document, Json::json_pointer{}, places);
        for (const auto& place : places) {
            for (const Json& odd : {Json(nullptr), Json(-1), Json(1e300), Json("\xC3\xA9"),
                                    Json::array(), Json::object(), Json(true)}) {
                const auto report = read(dump_json(with_value(document, place, odd)));
                EXPECT_TRUE(report || !report.error().what.empty());
            }
        }
    }
}

}  // namespace
}  // namespace desk
