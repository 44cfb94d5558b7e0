// The health plugin polls by the clock and answers from what it keeps: /health asks nobody.
#include "tests/plugins/status_sources/readers.hpp"

namespace desk {
namespace {

const std::string azure = "https://azure.status.microsoft/en-us/status/feed/";
const std::string quiet_feed = "<rss><channel><title>Azure Status</title></channel></rss>";
const std::string open_feed =
    "<rss><channel><item><guid>i1</guid><title>SQL is slow</title><category>SQL</category><description>We look. Next update "
    "in 30 minutes.</description><pubDate>Tue, 24 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>";

std::string sources(const std::string& entries) {
    return R"({"source": [)" + entries + "]}";
}
const std::string azure_source = R"({"id": "azure", "kind": "azure_feed", "name": "Azure", "vendor": "Microsoft",
    "services": {"sql": "SQL", "vm": ["Virtual Machines"]}})";

struct Polling : testing::Test {
    test::TestBot made(const std::string& entries) { return test::TestBot{"health", {{"sources", sources(entries)}}}; }
    static void as_desk(test::TestBot& bot) { bot.customer({}); }
    static void as_customer(test::TestBot& bot) {
        bot.customer({"contoso", "Contoso Kft."});
        bot.look_up("customer.services", R"([{"id": "sql", "name": "SQL Database"}, {"id": "vm", "name": "VMs"}])");
    }
    static std::string poll(test::TestBot& bot) {
        as_desk(bot);
        const auto said = bot.fire("poll");
        as_customer(bot);
        return said;
    }
};

TEST_F(Polling, AnswersFromWhatTheClockHasRead) {
    auto bot = made(azure_source);
    bot.web(azure, {200, open_feed});
    EXPECT_EQ(poll(bot), "");
    const auto asked = bot.fetched().size();
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.title service=SQL Database state={state.degraded}")) << bot.say("/health sql");
    EXPECT_TRUE(bot.say("/health vm").starts_with("health.none")) << "the feed lists trouble only";
    EXPECT_TRUE(bot.say("/health").starts_with("health.overview customer=Contoso Kft.; health.some count=1 total=2"));
    EXPECT_EQ(bot.fetched().size(), asked) << "nobody was asked";
}

TEST_F(Polling, AsksEachSourceInItsOwnPeriod) {
    auto bot = made(azure_source);
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    poll(bot);
    EXPECT_EQ(bot.fetched().size(), 1U);
    bot.clock("2026-11-24T09:09:30Z");
    poll(bot);
    EXPECT_EQ(bot.fetched().size(), 1U) << "half a minute early";
    bot.clock("2026-11-24T09:10:00Z");
    poll(bot);
    EXPECT_EQ(bot.fetched().size(), 2U);
}

TEST_F(Polling, KnowsNothingWhenASourceFailsAndTellsTheLastKnownState) {
    auto bot = made(azure_source);
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    bot.web(azure, {500, ""});
    bot.clock("2026-11-24T09:10:00Z");
    poll(bot);
    EXPECT_EQ(bot.say("/health sql"), "health.unreachable service=SQL Database vendor=Microsoft; health.last_known "
                                      "moment=2026-11-24T09:05:00Z state={state.operational}");
    bot.clock("2026-11-24T09:10:30Z");
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.none")) << "asked again sooner than usual";
}

TEST_F(Polling, TakesWhatIsOlderThanThreePeriodsForUnknown) {
    auto bot = made(R"({"id": "azure", "kind": "azure_feed", "services": {"sql": "SQL"}, "account": ""})");
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    bot.web_fails(azure, unavailable("no"));
    bot.clock("2026-11-24T09:20:01Z");
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.unreachable"));
}

TEST_F(Polling, LeavesASourceAloneThatAskedForIt) {
    auto bot = made(azure_source);
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    bot.clock("2026-11-24T09:10:00Z");
    bot.web(azure, {429, "", {{"Retry-After", "600"}}});
    poll(bot);
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.none")) << "what is known is still young enough";
    const auto asked = bot.fetched().size();
    bot.clock("2026-11-24T09:19:30Z");
    poll(bot);
    EXPECT_EQ(bot.fetched().size(), asked);
    bot.clock("2026-11-24T09:20:00Z");
    poll(bot);
    EXPECT_EQ(bot.fetched().size(), asked + 1);
}

TEST_F(Polling, MergesTheSourcesOfOneService) {
    auto bot = made(azure_source + R"(, {"id": "shop", "kind": "http", "url": "https://shop.example/health", "services": {"sql": "*"}})");
    bot.web(azure, {200, quiet_feed});
    bot.web("https://shop.example/health", {503, ""});
    poll(bot);
    EXPECT_NE(bot.say("/health sql").find("state={state.investigating}"), std::string::npos) << "one failed probe is watched";
    bot.clock("2026-11-24T09:05:30Z");
    poll(bot);
    EXPECT_NE(bot.say("/health sql").find("state={state.outage}"), std::string::npos) << "two are an outage: the worst wins";
    EXPECT_TRUE(bot.say("/health vm").starts_with("health.none"));
}

TEST_F(Polling, KeepsNinetyDaysAndShowsThem) {
    auto bot = made(azure_source);
    bot.web(azure, {200, open_feed});
    poll(bot);
    bot.web(azure, {200, quiet_feed});
    bot.clock("2026-11-25T09:05:00Z");
    poll(bot);
    bot.say("/health sql");
    EXPECT_EQ(bot.fact("health.history"), "{health.history_days bars=▅▁ fine=1 known=2}");
    const auto reply = *parse_json(bot.ask("health.history", R"({"service": "sql"})"));
    EXPECT_EQ(reply["days"], "dk");
    EXPECT_EQ(reply["last_day"], "2026-11-25");
    EXPECT_TRUE(bot.ask("health.history", R"({"service": "fax"})").starts_with("error"));
}

TEST_F(Polling, TellsTheIncidentsOfTheCustomersServicesToOthers) {
    auto bot = made(azure_source);
    bot.web(azure, {200, open_feed});
    poll(bot);
    const auto all = *parse_json(bot.ask("health.incidents", "{}"));
    ASSERT_EQ(all["incidents"].size(), 1U);
    EXPECT_EQ(all["incidents"][0]["services"], Json({"SQL Database"}));
    EXPECT_EQ(all["incidents"][0]["next_update"], "2026-11-24T09:30:00.000Z");
    bot.look_up("customer.services", R"([{"id": "vm", "name": "VMs"}])");
    EXPECT_TRUE(parse_json(bot.ask("health.incidents", "{}"))->at("incidents").empty());
    EXPECT_TRUE(parse_json(bot.ask("health.incidents", R"({"id": "AZ-229679"})"))->at("incidents").empty()) << "not theirs";
    as_customer(bot);
    bot.web(azure, {200, quiet_feed});
    bot.clock("2026-11-24T09:10:00Z");
    poll(bot);
    EXPECT_TRUE(parse_json(bot.ask("health.incidents", "{}"))->at("incidents").empty()) << "it is over";
    const auto one = *parse_json(bot.ask("health.incidents", R"({"id": "az-229679"})"));
    EXPECT_EQ(one["incidents"][0]["open"], false);
    EXPECT_EQ(one["incidents"][0]["ended"], "2026-11-24T09:10:00.000Z");
}

TEST_F(Polling, TellsFollowersOfAServiceWhatHasBegunOnce) {
    auto bot = made(azure_source);
    bot.web(azure, {200, quiet_feed});
    poll(bot);
    EXPECT_EQ(bot.say("/health sql subscribe"), "health.following service=SQL Database");
    EXPECT_TRUE(bot.is_subscribed("service/sql"));
    bot.web(azure, {200, open_feed});
    bot.clock("2026-11-24T09:10:00Z");
    poll(bot);
    bot.clock("2026-11-24T09:15:00Z");
    poll(bot);
    ASSERT_EQ(bot.published().size(), 1U);
    EXPECT_TRUE(bot.published()[0].starts_with("service/sql AZ-229679/new: health.title service=[SQL] state={state.degraded}"));
    bot.say("/health sql unsubscribe");
    EXPECT_FALSE(bot.is_subscribed("service/sql"));
}

TEST_F(Polling, SurvivesASourceThatHangsTheCall) {
    auto bot = made(azure_source + R"(, {"id": "cloud", "kind": "google_cloud", "services": {"vm": "Compute"}})");
    bot.web(azure, {200, quiet_feed});
    bot.web("https://status.cloud.google.com/incidents.json", {200, "[]"});
    as_desk(bot);
    bot.fire("poll");
    EXPECT_EQ(bot.fetched().size(), 2U);
    bot.clock("2026-11-24T09:10:00Z");
    bot.fire("poll");
    EXPECT_EQ(bot.fetched().size(), 4U);
    bot.shelf().clear();
    bot.again();  // the second attempt asks one source alone
    EXPECT_EQ(bot.fetched().size(), 5U);
    bot.shelf().clear();
    bot.again();  // the third asks nobody and notes it
    EXPECT_EQ(bot.fetched().size(), 5U);
    EXPECT_NE(bot.shelf()["now/head/azure"].find("no answer within the time of a call"), std::string::npos);
}

TEST_F(Polling, ReadsATenantsOwnHealthForThatCustomerAlone) {
    test::TestBot bot{"health", {{"account", "partner"}, {"sources", sources(R"({"id": "m365", "kind": "graph", "name": "Microsoft 365",
        "vendor": "Microsoft", "account": "partner"})")}}};
    const std::string base = "https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/";
    const std::string issues = base + "issues?$filter=isResolved%20eq%20false";
    const auto issue = [](const std::string& id) {
        return R"({"id": ")" + id + R"(", "title": "Mail is late", "service": "Exchange Online", "status": "serviceDegradation",
            "isResolved": false, "startDateTime": "2026-11-24T07:42:00Z"})";
    };
    bot.web(base + "healthOverviews", {200, R"({"value": [{"id": "Exchange", "service": "Exchange Online", "status": "serviceDegradation"}]})"});
    bot.web(issues, {200, R"({"@odata.nextLink": "https://graph.microsoft.com/v1.0/next", "value": [)" + issue("EX1") + "]}"});
    bot.web("https://graph.microsoft.com/v1.0/next", {200, R"({"value": [)" + issue("EX2") + "]}"});
    bot.look_up("customer.services", test::three_services);
    EXPECT_EQ(bot.fire("poll_customer"), "");
    ASSERT_EQ(bot.fetched().size(), 4U) << "overviews, two pages of issues, messages";
    for (const auto& request : bot.fetched()) {
        EXPECT_EQ(request.account, "partner");
        EXPECT_TRUE(request.as_customer);
        EXPECT_EQ(*find_header(request.headers, "Prefer"), "odata.maxpagesize=25");
    }
    EXPECT_NE(bot.say("/health exchange").find("state={state.degraded}"), std::string::npos);
    EXPECT_EQ(parse_json(bot.ask("health.incidents", "{}"))->at("incidents").size(), 2U);
    EXPECT_EQ(parse_json(bot.ask("health.incidents", "{}"))->at("incidents")[0]["own"], true);

    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_TRUE(bot.say("/health exchange").starts_with("health.unreachable")) << "another tenant's state says nothing";
    EXPECT_TRUE(parse_json(bot.ask("health.incidents", R"({"id": "EX1"})"))->at("incidents").empty());
}

TEST_F(Polling, DoesNotFollowANextPageToAnotherHost) {
    test::TestBot bot{"health", {{"account", "partner"}, {"sources", sources(R"({"id": "m365", "kind": "graph", "account": "partner"})")}}};
    bot.web("https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/healthOverviews",
            {200, R"({"@odata.nextLink": "https://evil.example/x", "value": [{"id": "a", "service": "A", "status": "serviceOperational"}]})"});
    bot.fire("poll_customer");
    EXPECT_EQ(bot.fetched().size(), 1U);
    EXPECT_NE(bot.shelf()["now/head/m365"].find("another host"), std::string::npos);
}

TEST_F(Polling, StaysBelowTheQuotaOfATenant) {
    test::TestBot bot{"health", {{"account", "partner"}, {"sources", sources(R"({"id": "m365", "kind": "graph", "account": "partner",
        "period_s": 30})")}}};
    const std::string base = "https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/";
    bot.web(base + "healthOverviews", {200, R"({"value": [{"id": "a", "service": "A", "status": "serviceOperational"}]})"});
    // Endless pages: eight are read each time.
    bot.web(base + "issues?$filter=isResolved%20eq%20false",
            {200, R"({"@odata.nextLink": "https://graph.microsoft.com/v1.0/admin/serviceAnnouncement/issues?$filter=isResolved%20eq%20false", "value": []})"});
    auto now = *wire::read_time("2026-11-24T09:00:00Z");
    for (int i = 0; i < 120; ++i, now += std::chrono::seconds{30}) {
        bot.clock(now);
        bot.fire("poll_customer");
    }
    EXPECT_LE(bot.fetched().size(), 640U) << "in one hour";
    EXPECT_GE(bot.fetched().size(), 600U);
}

TEST_F(Polling, TakesInWhatAlertmanagerReports) {
    test::TestBot bot{"health", {{"sources", sources(R"({"id": "alerts", "kind": "alertmanager", "name": "Our monitoring",
        "vendor": "Contoso Partner", "label": "host", "services": {"erp": "andromeda"}})")}}};
    bot.customer({});
    EXPECT_EQ(bot.hook("alertmanager", test::data("monitoring/alertmanager-two-firing.json")), "");
    ASSERT_EQ(bot.published().size(), 2U) << "two alerts, one service";
    bot.customer({"contoso", "Contoso Kft."});
    bot.look_up("customer.services", R"([{"id": "erp", "name": "ERP"}, {"id": "sql", "name": "SQL"}])");
    EXPECT_NE(bot.say("/health erp").find("health.title service=ERP state={state.outage}"), std::string::npos);
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.not_listed")) << bot.say("/health sql");
    bot.customer({});
    EXPECT_TRUE(bot.hook("alertmanager", "<html>").starts_with("error"));
    auto resolved = *parse_json(test::data("monitoring/alertmanager-two-firing.json"));
    for (auto& alert : resolved["alerts"]) alert["status"] = "resolved";
    bot.hook("alertmanager", dump_json(resolved));
    bot.customer({"contoso", "Contoso Kft."});
    EXPECT_EQ(bot.say("/health erp").find("state.outage"), std::string::npos);
}

TEST_F(Polling, RefusesSourcesThatCannotWorkInASentence) {
    const auto refused = [](const std::string& entries) {
        test::TestBot bot{"health", {{"sources", sources(entries)}}};
        bot.look_up("customer.services", test::three_services);
        return bot.say("/health");
    };
    EXPECT_EQ(refused(R"({"id": "A", "kind": "aws"})"), "error: sources: id \"A\" must be a-z, 0-9 and _, at most 32");
    EXPECT_EQ(refused(R"({"id": "a", "kind": "aws"})"),
              "error: sources: [a]: regions is missing: somewhere in the world something is always open");
    EXPECT_EQ(refused(R"({"id": "a", "kind": "purple"})"), "error: sources: [a]: there is no kind \"purple\"");
    EXPECT_EQ(refused(R"({"id": "a", "kind": "graph"})"), "error: sources: [a]: account is missing");
    EXPECT_EQ(refused(R"({"id": "a", "kind": "http", "url": "https://a.example"})"),
              "error: sources: [a]: services is missing: which service is measured?");
    EXPECT_EQ(refused(R"({"id": "a", "kind": "slack"}, {"id": "a", "kind": "slack"})"), "error: sources: id \"a\" is there already");
}

TEST_F(Polling, ProbesPortsAndCertificates) {
    test::TestBot bot{"health", {{"sources", sources(R"({"id": "smtp", "kind": "tcp", "url": "tcp://mail.example:25", "failures": 1,
        "services": {"mail": "*"}})")}}};
    bot.customer({});
    bot.fire("poll");
    bot.customer({"contoso", "Contoso Kft."});
    bot.look_up("customer.services", R"([{"id": "mail", "name": "Mail"}])");
    EXPECT_NE(bot.say("/health mail").find("state={state.outage}"), std::string::npos) << "refused";
}

// The desk's own people.
struct Announcing : Polling {
    test::TestBot bot = made(azure_source);
    Announcing() {
        bot.web(azure, {200, quiet_feed});
        poll(bot);
        bot.numbers_from("announcement", 12);
    }
    void as_agent() {
        bot.customer({});
        bot.role("helpdesk");
    }
    void as_contact() {
        as_customer(bot);
        bot.role("contact");
    }
};

TEST_F(Announcing, IsForTheDesksPeopleAndConfirmed) {
    EXPECT_EQ(bot.say("/announce sql outage The disk is full"), "denied: contact");
    as_agent();
    EXPECT_EQ(bot.say("/announce sql outage The disk is full"), "announce.preview");
    EXPECT_TRUE(bot.published().empty());
    EXPECT_EQ(bot.confirm(), "announce.done id=D-12 service=SQL Database");
    ASSERT_EQ(bot.published().size(), 1U);
    as_contact();
    EXPECT_NE(bot.say("/health sql").find("health.title service=SQL Database state={state.outage}"), std::string::npos);
    EXPECT_NE(bot.say("/health sql").find("text=The disk is full"), std::string::npos) << bot.say("/health sql");
    EXPECT_TRUE(bot.say("/health vm").starts_with("health.none"));
    as_agent();
    EXPECT_EQ(bot.say("/announce end D-13"), "announce.not_found id=D-13");
    EXPECT_EQ(bot.say("/announce end d-12"), "announce.preview_end");
    EXPECT_EQ(bot.confirm(), "announce.ended id=D-12");
    as_contact();
    EXPECT_TRUE(bot.say("/health sql").starts_with("health.none"));
}

TEST_F(Announcing, MadeForOneCustomerIsReadByThatCustomerAlone) {
    as_customer(bot);
    bot.role("lead");
    bot.say("/announce sql degraded Only you");
    EXPECT_EQ(bot.confirm(), "announce.done id=D-12 service=SQL Database");
    EXPECT_NE(bot.say("/health sql").find("state.degraded"), std::string::npos);
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_EQ(bot.say("/health sql").find("state.degraded"), std::string::npos);
}

TEST_F(Announcing, BroadcastsToFollowersAndIntoTheTimeline) {
    bot.web(azure, {200, open_feed});
    bot.clock("2026-11-24T09:10:00Z");
    poll(bot);
    as_agent();
    EXPECT_EQ(bot.say("/broadcast AZ-9 Hello"), "broadcast.not_found id=AZ-9");
    EXPECT_EQ(bot.say("/broadcast AZ-229679 Please use the other database"), "broadcast.preview; broadcast.who");
    const auto before = bot.published().size();
    EXPECT_EQ(bot.confirm(), "broadcast.done id=AZ-229679");
    bot.again();
    ASSERT_EQ(bot.published().size(), before + 1) << "again after a crash it is the same";
    EXPECT_NE(bot.published().back().find("text=Please use the other database"), std::string::npos);
    as_contact();
    const auto one = *parse_json(bot.ask("health.incidents", R"({"id": "AZ-229679"})"));
    EXPECT_EQ(one["incidents"][0]["updates"][0][1], "desk");
    EXPECT_EQ(one["incidents"][0]["updates"][0][2], "Please use the other database");
    EXPECT_EQ(bot.say("/broadcast AZ-229679 x"), "denied: contact");
}

}  // namespace
}  // namespace desk
