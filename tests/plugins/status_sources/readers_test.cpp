// Every reader with what its vendor really sends.
#include "tests/plugins/status_sources/readers.hpp"

#include "plugins/status_source/alertmanager.hpp"
#include "plugins/status_source/aws.hpp"
#include "plugins/status_source/azure.hpp"
#include "plugins/status_source/azure_feed.hpp"
#include "plugins/status_source/feed.hpp"
#include "plugins/status_source/google.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/slack.hpp"

namespace desk {
namespace {

using test::read_or_fail, test::state_in;

TEST(Graph, ReadsOverviewsAndLeavesResolvedIssuesAlone) {
    const auto plain =
        read_or_fail(read_graph_overviews(test::data("microsoft/graph-health-overviews.json")));
    EXPECT_FALSE(plain.parts.empty());
    const auto expanded = read_or_fail(
        read_graph_overviews(test::data("microsoft/graph-health-overviews-with-issues.json")));
    EXPECT_EQ(state_in(expanded, "Exchange Online"), "ok operational -");
    ASSERT_EQ(expanded.incidents.size(), 1U);
    EXPECT_FALSE(expanded.incidents[0].is_open);
    EXPECT_EQ(state_in(expanded, "Intune"), "unknown unknown -") << "not listed";
}

TEST(Graph, ReadsAnIssueWithItsNextPage) {
    const auto page =
        read_or_fail(read_graph_issues(test::data("microsoft/graph-issues-next-link.json")));
    EXPECT_EQ(page.next_page,
              "https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/issues?$skip=100");
    ASSERT_EQ(page.incidents.size(), 1U);
    const auto& issue = page.incidents[0];
    EXPECT_EQ(issue.id, "EX226792");
    EXPECT_EQ(test::names_of(issue.affected), "Exchange Online");
    EXPECT_EQ(test::plain(issue.began), "2020-11-13T21:00:00Z");
    EXPECT_EQ(issue.updates[0].text,
              "Users may be unable to send or receive email through the Exchange Online service.");
    EXPECT_EQ(test::plain(issue.updates[0].at), "2020-11-12T07:07:38.970Z");
}

TEST(Graph, QuotesWhatIsTheCaseNowFromHtmlPostsNewestFirst) {
    const auto page =
        read_or_fail(read_graph_issues(test::data("microsoft/graph-issues-2021.json")));
    ASSERT_EQ(page.incidents.size(), 2U);
    const auto& issue = page.incidents[0];
    ASSERT_EQ(issue.updates.size(), 3U);
    EXPECT_TRUE(issue.updates[0].text.starts_with("After our investigation, we have determined"))
        << issue.updates[0].text;
    EXPECT_EQ(
        issue.updates[1].text,
        "We are currently examining service telemetry and recent service updates to determine "
        "the root cause of this issue.");
    EXPECT_FALSE(issue.next_update) << "it is over";
    EXPECT_EQ(test::plain(*issue.ended), "2021-08-06T20:25:00Z");
}

TEST(Graph, TellsWhenTheVendorPromisedNews) {
    const auto open = [](const std::string& content) {
        const auto page = read_or_fail(read_graph_issues(
            R"({"value": [{"id": "EX1", "status": "investigating", "isResolved": "False", "posts": [{"createdDateTime":
            "2021-08-06T17:49:34.54Z", "description": {"content": ")" +
            content + R"("}}]}]})"));
        EXPECT_TRUE(page.incidents[0].is_open);
        const auto next = page.incidents[0].next_update;
        return next ? test::plain(*next) : "none";
    };
    EXPECT_EQ(open("Current status: Ok.<br>Next update by: Friday, August 6, 2021, at 9:00 PM UTC"),
              "2021-08-06T21:00:00Z");
    EXPECT_EQ(open("We will provide another update within the next 30 minutes."),
              "2021-08-06T18:19:34.540Z");
    EXPECT_EQ(open("Nothing yet."), "none");
}

TEST(Graph, TakesMessagesWithADateForReminders) {
    const auto page =
        read_or_fail(read_graph_messages(test::data("microsoft/graph-messages-2021-cut.json")));
    ASSERT_EQ(page.incidents.size(), 1U) << "the other has no date";
    EXPECT_EQ(page.incidents[0].kind, ReportKind::reminder);
    EXPECT_EQ(page.incidents[0].id, "MC237349");
    EXPECT_EQ(test::plain(*page.incidents[0].until), "2021-07-31T07:00:00Z");
    EXPECT_EQ(test::names_of(page.incidents[0].affected), "Skype for Business");
    EXPECT_EQ(page.incidents[0].updates[0].text.find('<'), std::string::npos);
    EXPECT_EQ(state_in(page, "Skype for Business"), "unknown unknown -")
        << "a reminder is no state";
}

TEST(Azure, ReadsAnEventThatIsActiveBesideAMitigationTime) {
    const auto events = read_or_fail(
        read_azure_events(test::data("microsoft/azure-resource-health-events.json"), {}));
    ASSERT_EQ(events.incidents.size(), 1U);
    const auto& event = events.incidents[0];
    EXPECT_EQ(event.id, "BC_1-FXZ");
    EXPECT_EQ(event.title, "Virtual machines in West US");
    EXPECT_TRUE(event.is_open);
    EXPECT_FALSE(event.ended);
    EXPECT_EQ(
        event.updates[0].text,
        "An outage alert is being investigated. More information will be provided as it is known.");
    EXPECT_EQ(state_in(events, "Virtual Machines"), "degraded degraded BC_1-FXZ");
    EXPECT_EQ(events.next_page, "{originalRequestUrl}?$skipToken={OpaquePageNumber}");
}

TEST(Azure, LeavesOtherRegionsOut) {
    const auto body = test::data("microsoft/azure-resource-health-events.json");
    EXPECT_EQ(read_azure_events(body, {.regions = {"westus"}})->incidents.size(), 1U)
        << "spelt without a blank";
    EXPECT_TRUE(read_azure_events(body, {.regions = {"West Europe"}})->incidents.empty());
    EXPECT_TRUE(read_azure_events(body, {.products = {"SQL Database"}})->incidents.empty());
}

TEST(Azure, ReadsTheNamesOfResourceGraph) {
    const auto events = read_or_fail(read_azure_events(
        R"({"value": [{"Name": "AB-1", "Properties": {"EventType": "ServiceIssue", "Status": "Active", "Level": "Critical",
        "Title": "t", "Impact": [{"ImpactedService": "SQL", "ImpactedRegions": [{"ImpactedRegion": "Global", "Updates":
        [{"Summary": "<p>one</p>", "UpdateDateTime": "2025-05-12T14:45:48.1203530Z"}]}]}]}}]})",
        {.regions = {"westus"}}));
    ASSERT_EQ(events.incidents.size(), 1U);
    EXPECT_EQ(events.incidents[0].id, "AB-1");
    EXPECT_EQ(events.incidents[0].updates[0].text, "one");
    EXPECT_EQ(state_in(events, "SQL"), "outage outage AB-1");
}

TEST(AzureFeed, IsFineWithoutItemsAndTroubledWithOne) {
    const auto quiet =
        read_or_fail(read_azure_feed(test::data("cloud/azure-status-empty-2026-08-01.xml"), {}));
    EXPECT_EQ(state_in(quiet, "Azure"), "ok operational -");
    const auto open =
        read_or_fail(read_azure_feed(test::data("cloud/azure-status-open-2026-07-23.xml"), {}));
    ASSERT_EQ(open.incidents.size(), 1U);
    EXPECT_EQ(open.incidents[0].title, "Issues connecting to resources in West US");
    EXPECT_EQ(test::plain(open.incidents[0].began), "2026-07-23T16:29:09Z");
    EXPECT_EQ(state_in(open, "Network Infrastructure"),
              "degraded degraded AZ-216371");
    const auto elsewhere = read_azure_feed(test::data("cloud/azure-status-open-2026-07-23.xml"),
                                           {.regions = {"West Europe"}});
    EXPECT_TRUE(elsewhere->incidents.empty());
}

TEST(Feed, ReadsAnotherVendorsFeed) {
    const auto feed = read_feed(test::data("cloud/aws-rss-2015-11-17.xml"));
    ASSERT_TRUE(feed) << feed.error().what;
    EXPECT_EQ(feed->title, "Amazon Web Services Service Status");
    EXPECT_EQ(feed->items.front().id,
              "http://status.aws.amazon.com/#cloudwatch-us-west-2_1447758212");
    EXPECT_EQ(test::plain(*feed->items.front().at), "2015-11-17T11:03:32Z");
}

TEST(Feed, RefusesEntitiesAndEverythingThatGrows) {
    const auto refused = [](const std::string& body) {
        const auto feed = read_feed(body);
        return feed ? "read" : feed.error().what;
    };
    EXPECT_EQ(
        refused(
            R"(<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>)"),
        "feed refused: a document type, which may carry entities");
    EXPECT_EQ(refused(R"(<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss><channel/></rss>)"),
              "feed refused: a document type, which may carry entities");
    EXPECT_TRUE(refused("<rss><channel><title>&lol;</title></channel></rss>")
                    .starts_with("feed, line 1: undefined entity"));
    std::string deep, items;
    for (int i = 0; i < 100; ++i) deep += "<a>";
    for (int i = 0; i < 600; ++i) items += "<item/>";
    EXPECT_EQ(refused(deep), "feed refused: deeper than 32 elements");
    EXPECT_EQ(refused("<rss><channel>" + items + "</channel></rss>"),
              "feed refused: more than 500 items");
    EXPECT_EQ(refused(std::string(1'100'000, ' ')), "a feed of more than 1 MB");
    EXPECT_EQ(refused("<html/>"), "no RSS channel");
    EXPECT_TRUE(refused("<rss><channel>").starts_with("feed, line 1:"));
    EXPECT_TRUE(refused("").starts_with("feed, line 1:"));
}

TEST(Aws, ReadsUtf16AndOnlyTheChosenRegions) {
    const auto body = test::data("cloud/aws-current-events-utf16-2026-08-01-cut.json");
    const auto report = read_or_fail(read_aws_events(body, {.regions = {"me-central-1"}}));
    ASSERT_EQ(report.incidents.size(), 1U);
    const auto& event = report.incidents[0];
    EXPECT_EQ(event.id, "5E6B8_EF2498889B5");
    EXPECT_EQ(event.title, "Increased Error Rates");
    EXPECT_EQ(test::plain(event.began), "2026-03-01T12:51:25Z");
    EXPECT_EQ(event.affected[0].id, "cloudwatchsynthetics");
    EXPECT_TRUE(event.updates[0].text.starts_with(
        "We are providing an update on the ongoing service disruption."));
    EXPECT_EQ(state_in(report, "Amazon VPC Lattice"), "outage outage 5E6B8_EF2498889B5");
    EXPECT_EQ(state_in(report, "AWS"), "outage outage 5E6B8_EF2498889B5");
    EXPECT_TRUE(read_aws_events(body, {.regions = {"eu-central-1"}})->incidents.empty());
    EXPECT_FALSE(read_aws_events(body, {})) << "a region is required";
}

TEST(Aws, GivesEveryServiceItsOwnState) {
    const auto report = read_or_fail(read_aws_events(
        R"([{"arn": "arn:aws:health:global::event/A_B_C", "status": 3, "impacted_services": {
        "ec2": {"service_name": "EC2", "current": "3"}, "s3": {"service_name": "S3", "current": 1},
        "sqs": {"service_name": "SQS", "current": "0"}}}])",
        {.regions = {"eu-central-1"}}));
    EXPECT_EQ(state_in(report, "EC2"), "outage outage B_C");
    EXPECT_EQ(state_in(report, "S3"), "watch investigating B_C");
    EXPECT_EQ(state_in(report, "SQS"), "ok resolved B_C");
}

TEST(Google, ReadsIncidentsByProductAndPlace) {
    const auto body = test::data("cloud/gcp-incidents-2026-07-cut.json");
    const auto all = read_or_fail(read_google_incidents(body, "Google Cloud", {}));
    ASSERT_EQ(all.incidents.size(), 2U);
    EXPECT_FALSE(all.incidents[0].is_open);
    EXPECT_TRUE(
        all.incidents[0].updates[0].text.starts_with("Incident Report Summary On Wednesday"))
        << all.incidents[0].updates[0].text;
    EXPECT_EQ(state_in(all, "Google Cloud"), "ok operational -");
    EXPECT_EQ(read_google_incidents(body, "Google Cloud", {.regions = {"europe-west3"}})
                  ->incidents.size(),
              1U);
    EXPECT_EQ(read_google_incidents(body, "Google Cloud", {.products = {"Bare Metal Solution"}})
                  ->incidents.size(),
              1U);
    EXPECT_TRUE(
        read_google_incidents(body, "Google Cloud", {.regions = {"us-east1"}})->incidents.empty());
}

TEST(Google, CountsAnOpenIncidentWhereItIsNow) {
    const std::string body =
        R"([{"id": "g1", "begin": "2026-09-18T05:00:00+00:00", "end": null, "status_impact": "SERVICE_OUTAGE",
        "service_name": "Multiple Products", "affected_products": [{"title": "Gmail", "id": "gm"}],
        "currently_affected_locations": [{"id": "us-central1"}], "previously_affected_locations": [{"id": "europe-west4"}],
        "updates": null}])";
    const auto report = [&](FeedChoice choice) {
        return read_or_fail(read_google_incidents(body, "Google Workspace", choice));
    };
    EXPECT_EQ(state_in(report({}), "Gmail"), "outage outage g1");
    EXPECT_EQ(report({.regions = {"us-central1"}}).incidents.size(), 1U);
    EXPECT_TRUE(report({.regions = {"europe-west4"}}).incidents.empty())
        << "it has left that place";
}

TEST(Slack, ReadsItsDocumentedShape) {
    const auto report = read_or_fail(
        read_slack_status(R"({"status": "active", "date_created": "2018-09-07T18:34:15-07:00",
        "active_incidents": [{"id": 546, "date_created": "2018-09-07T14:35:00-07:00", "title": "Slack's status",
        "type": "incident", "status": "active", "url": "https://x", "services": ["Login/SSO", "Messaging"], "notes":
        [{"date_created": "2018-09-07T18:34:15-07:00", "body": "<p>We are looking. Next update in 30 minutes.</p>"}]}]})"));
    EXPECT_EQ(state_in(report, "Messaging"), "degraded degraded 546");
    EXPECT_EQ(state_in(report, "Slack"), "degraded degraded 546");
    EXPECT_EQ(test::plain(report.incidents[0].began), "2018-09-07T21:35:00Z");
    EXPECT_EQ(test::plain(*report.incidents[0].next_update), "2018-09-08T02:04:15Z");
}

TEST(Alertmanager, ReadsEveryAlertAsAnIncident) {
    const auto firing = read_or_fail(
        read_alertmanager(test::data("monitoring/alertmanager-two-firing.json"), "service"));
    ASSERT_EQ(firing.incidents.size(), 2U);
    EXPECT_EQ(firing.incidents[0].source_id, "a1bc48475b20e73d");
    EXPECT_EQ(firing.incidents[0].id, "AM-A1BC4847");
    EXPECT_EQ(firing.incidents[0].title, "High CPU core temperature");
    EXPECT_FALSE(firing.incidents[0].ended) << "year 1 is no date";
    EXPECT_EQ(state_in(firing, "High CPU Temperature"), "outage outage AM-A1BC4847");
    const auto by_host = read_or_fail(
        read_alertmanager(test::data("monitoring/alertmanager-two-firing.json"), "host"));
    EXPECT_EQ(state_in(by_host, "andromeda"), "outage outage AM-A1BC4847");
}

TEST(Alertmanager, NamesAnAlertWithoutFingerprintByItsLabels) {
    const auto body = test::data("monitoring/alertmanager-single-no-fingerprint.json");
    const auto one = read_or_fail(read_alertmanager(body, "service"));
    const auto again = read_or_fail(read_alertmanager(body, "service"));
    EXPECT_EQ(one.incidents[0].source_id.size(), 16U);
    EXPECT_EQ(one.incidents[0].source_id, again.incidents[0].source_id);
    EXPECT_TRUE(one.incidents[0].is_open) << "the group's status counts";
    EXPECT_EQ(test::names_of(one.incidents[0].affected), "docker_nodes");
    EXPECT_EQ(test::plain(one.incidents[0].began), "2018-03-07T11:33:21.873Z");
}

TEST(Alertmanager, ReadsGrafanaWhichPostsTheSameShape) {
    const auto grafana =
        read_alertmanager(test::data("monitoring/grafana-v8-multiple.json"), "service");
    ASSERT_TRUE(grafana);
    EXPECT_GE(grafana->incidents.size(), 2U);
}

// Every document of the collection through every reader: refused or read, never fine when it is
// another's.
TEST(Readers, SurviveEachOthersDocuments) {
    if (!std::filesystem::exists(test::collection_dir))
        GTEST_SKIP() << "the collection is not on this machine";
    for (const auto* folder : {"statuspage", "cloud", "microsoft", "monitoring"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator{test::collection_dir / folder}) {
            const auto body = test::file_text(entry.path());
            const auto name = entry.path().filename().string();
            EXPECT_EQ(read_azure_feed(body, {}).has_value(), name.ends_with(".xml")) << name;
            EXPECT_EQ(read_slack_status(body).has_value(), name.starts_with("alertmanager") ||
                                                               name.starts_with("grafana-v") ||
                                                               name.starts_with("single-incident"))
                << name;
            if (const auto aws = read_aws_events(body, {.regions = {"me-south-1"}})) {
                EXPECT_TRUE(name.starts_with("aws-current") || name.starts_with("gcp")) << name;
            }
        }
    }
    const auto whole = read_aws_events(
        test::file_text(test::collection_dir / "cloud/aws-current-events-utf16-2026-08-01.json"),
        {.regions = {"me-central-1"}});
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->incidents[0].affected.size(), 140U);
    EXPECT_EQ(whole->incidents[0].updates.size(), 20U) << "the newest of 23";
}

}  // namespace
}  // namespace desk
