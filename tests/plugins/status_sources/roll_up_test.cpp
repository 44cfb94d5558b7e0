// The roll-up of ../shared/facts/partner-support.md §3.1, row by row, each through its reader.
#include "plugins/status_source/alertmanager.hpp"
#include "plugins/status_source/announcement.hpp"
#include "plugins/status_source/aws.hpp"
#include "plugins/status_source/azure.hpp"
#include "plugins/status_source/azure_feed.hpp"
#include "plugins/status_source/google.hpp"
#include "plugins/status_source/graph.hpp"
#include "plugins/status_source/probe.hpp"
#include "plugins/status_source/slack.hpp"
#include "plugins/status_source/status_page.hpp"
#include "tests/plugins/status_sources/readers.hpp"

namespace desk {
namespace {

struct Row {
    std::string said;
    std::string means;  // "level word"
};

const Time now = *wire::read_time("2026-11-24T09:05:00Z");

TEST(RollUp, OfGraphServices) {
    for (const auto& [said, means] : {Row{"serviceOperational", "ok operational"},
                                      Row{"serviceRestored", "ok restored"},
                                      Row{"falsePositive", "ok false_alarm"},
                                      Row{"postIncidentReviewPublished", "ok resolved"},
                                      Row{"resolved", "ok resolved"},
                                      Row{"resolvedExternal", "ok resolved"},
                                      Row{"investigating", "watch investigating"},
                                      Row{"verifyingService", "watch verifying"},
                                      Row{"restoringService", "watch restoring"},
                                      Row{"extendedRecovery", "watch recovering"},
                                      Row{"reported", "watch reported"},
                                      Row{"confirmed", "watch confirmed"},
                                      Row{"mitigated", "watch mitigated"},
                                      Row{"mitigatedExternal", "watch mitigated"},
                                      Row{"investigationSuspended", "watch suspended"},
                                      Row{"serviceDegradation", "degraded degraded"},
                                      Row{"serviceInterruption", "outage outage"},
                                      Row{"ServiceInterruption", "outage outage"},
                                      Row{"service_interruption", "outage outage"},
                                      Row{"unknownFutureValue", "unknown unknown"},
                                      Row{"", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_graph_overviews(
            R"({"value": [{"id": "Exchange", "service": "Exchange Online", "status": ")" + said +
            R"("}]})"));
        EXPECT_EQ(test::written(report.parts[0].state), means) << said;
    }
}

TEST(RollUp, OfGraphIssuesIsCappedForAnAdvisory) {
    const auto issue = [](const std::string& classification) {
        const auto report = test::read_or_fail(read_graph_issues(
            R"({"value": [{"id": "EX1", "service": "Exchange Online", "status": "serviceInterruption", "isResolved": false,
            "classification": ")" +
            classification + R"("}]})"));
        return test::written(report.incidents[0].state);
    };
    EXPECT_EQ(issue("incident"), "outage outage");
    EXPECT_EQ(issue("Advisory"), "degraded degraded");
    EXPECT_EQ(issue("unknownFutureValue"), "outage outage");
}

TEST(RollUp, OfAzureEvents) {
    for (
        const auto& [fields, means] :
        {Row{R"("eventType": "ServiceIssue", "status": "Resolved", "level": "Critical")",
             "ok resolved"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Warning", "eventTags": ["False Positive"])",
             "ok false_alarm"},
         Row{R"("eventType": "HealthAdvisory", "status": "Active", "level": "Critical")",
             "watch investigating"},
         Row{R"("eventType": "PlannedMaintenance", "status": "Active", "impactStartTime": "2026-11-24T09:00:00Z",
                 "impactMitigationTime": "2026-11-24T10:00:00Z")",
             "watch maintenance"},
         Row{R"("eventType": "PlannedMaintenance", "status": "Active", "impactStartTime": "2026-11-24T10:00:00Z",
                 "impactMitigationTime": "2026-11-24T11:00:00Z")",
             "ok maintenance_planned"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Informational")",
             "watch investigating"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Warning")",
             "degraded degraded"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Warning", "eventLevel": "Informational")",
             "degraded degraded"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Critical")",
             "outage outage"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Warning", "eventLevel": "Error")",
             "outage outage"},
         Row{R"("eventType": "service_issue", "status": "active", "eventLevel": "CRITICAL")",
             "outage outage"},
         Row{R"("eventType": "ServiceIssue", "status": "Active", "level": "Purple")",
             "unknown unknown"},
         Row{R"("eventType": "SomethingNew", "status": "Active", "level": "Critical")",
             "unknown unknown"},
         Row{R"("eventType": "SecurityAdvisory", "status": "Active", "level": "Warning")",
             "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_azure_events(
            R"({"value": [{"name": "X", "properties": {)" + fields + "}}]}", {.now = now}));
        EXPECT_EQ(test::written(report.incidents[0].state), means) << fields;
        EXPECT_EQ(report.incidents[0].needs_person, fields.find("Security") != std::string::npos);
    }
}

TEST(RollUp, OfAzureResources) {
    for (const auto& [said, means] :
         {Row{"Available", "ok operational"}, Row{"Degraded", "degraded degraded"},
          Row{"Unavailable", "outage outage"}, Row{"Unknown", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_azure_resource(
            R"({"id": "/subscriptions/s/x/virtualMachines/vm1/providers/Microsoft.ResourceHealth/availabilityStatuses/current",
            "properties": {"availabilityState": ")" +
            said + R"("}})"));
        EXPECT_EQ(test::written(report.parts[0].state), means) << said;
        EXPECT_EQ(report.parts[0].name, "vm1");
    }
    EXPECT_FALSE(read_azure_resource("{}"));
}

TEST(RollUp, OfStatuspageIndicatorsComponentsAndIncidents) {
    for (const auto& [said, means] :
         {Row{"none", "ok operational"}, Row{"maintenance", "watch maintenance"},
          Row{"minor", "degraded degraded"}, Row{"major", "outage outage"},
          Row{"critical", "outage outage"}, Row{"purple", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_status_page(
            R"({"page": {"name": "P"}, "status": {"indicator": ")" + said + R"("}})"));
        EXPECT_EQ(test::written(report.whole), means) << said;
    }
    for (const auto& [said, means] :
         {Row{"operational", "ok operational"}, Row{"under_maintenance", "watch maintenance"},
          Row{"degraded_performance", "degraded degraded"},
          Row{"partial_outage", "degraded partial_outage"}, Row{"major_outage", "outage outage"},
          Row{"Major_Outage", "outage outage"}, Row{"7", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_status_page(
            R"({"page": {"name": "P"}, "components": [{"id": "1", "name": "Mail", "status": ")" +
            said + R"("}]})"));
        EXPECT_EQ(test::written(report.parts[0].state), means) << said;
    }
    const auto quiet = test::read_or_fail(read_status_page(
        R"({"page": {"name": "P"}, "status": {"indicator": "none"}, "incidents": [{"id": "1", "status": "investigating",
        "impact": "major"}]})"));
    EXPECT_EQ(test::state_in(quiet, "P"), "outage outage 1")
        << "the page says none while an incident is open";
}

TEST(RollUp, OfAwsCodes) {
    for (const auto& [said, means] :
         {Row{"0", "ok resolved"}, Row{"\"0\"", "ok resolved"}, Row{"1", "watch investigating"},
          Row{"\"2\"", "degraded degraded"}, Row{"3", "outage outage"},
          Row{"\"3\"", "outage outage"}, Row{"4", "unknown unknown"},
          Row{"null", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_aws_events(
            R"([{"arn": "arn:aws:health:eu-west-1::event/A_B_C", "status": )" + said + "}]",
            {.regions = {"eu-west-1"}}));
        EXPECT_EQ(test::written(report.incidents[0].state), means) << said;
    }
    EXPECT_EQ(test::written(read_aws_events("[]", {.regions = {"eu-west-1"}})->whole),
              "ok operational");
}

TEST(RollUp, OfGoogleIncidents) {
    for (const auto& [said, means] :
         {Row{"SERVICE_INFORMATION", "watch investigating"},
          Row{"SERVICE_DISRUPTION", "degraded degraded"}, Row{"SERVICE_OUTAGE", "outage outage"},
          Row{"SERVICE_PURPLE", "unknown unknown"}}) {
        const auto report = test::read_or_fail(read_google_incidents(
            R"([{"id": "g", "end": null, "status_impact": ")" + said + R"("}])", "Google Cloud",
            {}));
        EXPECT_EQ(test::written(report.incidents[0].state), means) << said;
    }
    const auto recovered = test::read_or_fail(read_google_incidents(
        R"([{"id": "g", "status_impact": "SERVICE_OUTAGE", "most_recent_update": {"status": "AVAILABLE"}}])",
        "Google Cloud", {}));
    EXPECT_EQ(test::written(recovered.incidents[0].state), "watch monitoring");
    EXPECT_EQ(test::written(read_google_incidents("[]", "Google Cloud", {})->whole),
              "ok operational");
}

TEST(RollUp, OfTheAzureFeed) {
    const auto feed = [](const std::string& items) {
        return test::state_in(
            test::read_or_fail(read_azure_feed("<rss><channel>" + items + "</channel></rss>", {})),
            "Azure");
    };
    EXPECT_EQ(feed(""), "ok operational -");
    EXPECT_EQ(feed("<item><guid>i1</guid><title>x</title></item>"), "degraded degraded AZ-229679");
}

TEST(RollUp, OfSlack) {
    EXPECT_EQ(
        test::written(read_slack_status(R"({"status": "ok", "active_incidents": []})")->whole),
        "ok operational");
    for (const auto& [said, means] :
         {Row{"notice", "watch investigating"}, Row{"incident", "degraded degraded"},
          Row{"outage", "outage outage"}, Row{"purple", "unknown unknown"}}) {
        const auto report = test::read_or_fail(
            read_slack_status(R"({"status": "active", "active_incidents": [{"id": 7, "type": ")" +
                              said + R"(", "status": "active"}]})"));
        EXPECT_EQ(test::written(report.incidents[0].state), means) << said;
    }
    EXPECT_EQ(
        test::written(read_slack_status(R"({"status": "active", "active_incidents": []})")->whole),
        "unknown unknown");
}

TEST(RollUp, OfAlertSeverities) {
    for (const auto& [said, means] :
         {Row{"critical", "outage outage"}, Row{"page", "outage outage"},
          Row{"warning", "degraded degraded"}, Row{"info", "watch investigating"},
          Row{"none", "watch investigating"}, Row{"purple", "degraded degraded"}}) {
        const auto report = test::read_or_fail(read_alertmanager(
            R"({"alerts": [{"status": "firing", "labels": {"alertname": "A", "severity": ")" +
                said + R"("}}]})",
            "service"));
        EXPECT_EQ(test::written(report.incidents[0].state), means) << said;
    }
}

TEST(RollUp, OfProbes) {
    const auto judged = [](ProbeResult result, int failures = 0) {
        return test::written(judge_probe(result, {}, failures, now));
    };
    using std::chrono::milliseconds;
    EXPECT_EQ(judged({.is_open = true, .status = 200, .took = milliseconds{80}}), "ok operational");
    EXPECT_EQ(judged({.is_open = true, .took = milliseconds{80}}), "ok operational")
        << "a port alone";
    EXPECT_EQ(judged({.is_open = true, .status = 200, .took = milliseconds{2'001}}),
              "degraded degraded");
    EXPECT_EQ(judged({.is_open = false}), "watch investigating") << "once may be lost";
    EXPECT_EQ(judged({.is_open = false}, 1), "outage outage");
    EXPECT_EQ(judged({.is_open = true, .status = 503}, 1), "outage outage");
    EXPECT_EQ(judged({.is_open = true, .status = 404}, 5), "unknown unknown");
    EXPECT_EQ(judged({.is_open = true, .certificate_until = now + std::chrono::days{15}}),
              "ok operational");
    EXPECT_EQ(judged({.is_open = true, .certificate_until = now + std::chrono::days{13}}),
              "watch investigating");
    EXPECT_EQ(judged({.is_open = true, .certificate_until = now - std::chrono::days{1}}),
              "degraded degraded");
}

TEST(RollUp, OfTheDesksOwnAnnouncements) {
    const Announcement announcement{
        .id = "D-1", .service = "erp", .service_name = "ERP", .level = Level::outage, .text = "t"};
    const StatusReport report{.incidents = {incident_of(announcement)}};
    EXPECT_EQ(test::state_in(report, "erp"), "outage outage D-1");
    EXPECT_EQ(test::state_in(report, "mail"), "unknown unknown -");
}

TEST(RollUp, OfSeveralSourcesIsTheWorstAndUnknownOnlyWithoutTrouble) {
    const ServiceState fine{Level::ok, "operational"}, unknown{},
        watched{Level::watch, "monitoring"}, out{Level::outage, "outage"};
    EXPECT_EQ(merged({fine, fine}).word, "operational");
    EXPECT_EQ(merged({fine, unknown}).word, "unknown");
    EXPECT_EQ(merged({unknown, watched, fine}).word, "monitoring");
    EXPECT_EQ(merged({watched, out}).word, "outage");
    EXPECT_EQ(merged({}).level, Level::unknown);
}

TEST(RollUp, TakesAnOpenIncidentNobodyUnderstandsForUnknown) {
    const auto report = test::read_or_fail(read_graph_issues(
        R"({"value": [{"id": "EX1", "service": "Exchange Online", "status": "newStatus", "isResolved": false}]})"));
    EXPECT_EQ(test::state_in(report, "Exchange Online"), "unknown unknown EX1");
}

}  // namespace
}  // namespace desk
