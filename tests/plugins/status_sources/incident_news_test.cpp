// The incidents plugin asks the health plugin, and says what is new to followers: once, in order, and not at night.
#include "tests/plugins/status_sources/readers.hpp"

namespace desk {
namespace {

struct IncidentNews : testing::Test {
    test::TestBot bot{"incidents", {{"quiet_hours", "22:00-07:00"}}};
    Json reply{{"usable", true}, {"missing", 0}, {"as_of", "2026-11-24T09:05:00.000Z"},
               {"vendor", {{"name", "Microsoft"}, {"source", "Microsoft 365"}, {"language", "en"}}}, {"incidents", Json::array()}};
    std::vector<std::string> asked;

    IncidentNews() {
        bot.look_up("customer.services", test::three_services);
        bot.capability("health.incidents", [this](std::string_view question) -> Result<std::string> {
            asked.emplace_back(question);
            return dump_json(reply);
        });
    }
    Json incident(const std::string& level, const std::string& at) const {
        return {{"id", "EX1042"}, {"source_id", "EX1042"}, {"title", "Mail is late"}, {"level", level}, {"word", level}, {"said", "x"},
                {"open", true}, {"began", "2026-11-24T07:42:00.000Z"}, {"services", {"Exchange Online"}},
                {"vendor", reply["vendor"]}, {"as_of", reply["as_of"]},
                {"updates", Json::array({Json::array({"u1", "degraded", "Late.", at})})}};
    }
    void watch(const std::string& now) {
        bot.clock(now);
        bot.customer({});
        EXPECT_EQ(bot.fire("watch"), "");
        bot.customer({"contoso", "Contoso Kft."});
    }
};

TEST_F(IncidentNews, ListsWhatTheHealthPluginKnows) {
    reply["incidents"] = {incident("degraded", "2026-11-24T08:00:00.000Z")};
    EXPECT_TRUE(bot.say("/incident").starts_with("incident.open count=1"));
    EXPECT_EQ(asked.back(), "{}");
    EXPECT_TRUE(bot.say("/incident EX1042").starts_with("incident.title id=EX1042 service=[Exchange Online] state={state.degraded}"));
    EXPECT_EQ(asked.back(), R"({"id":"EX1042"})");
    EXPECT_TRUE(bot.fetched().empty()) << "one poller is enough";
}

TEST_F(IncidentNews, SaysThatItDoesNotKnowWhenNoSourceCanBeUsed) {
    reply["usable"] = false;
    EXPECT_EQ(bot.say("/incident"), "incident.unreachable vendor=");
    reply["usable"] = true;
    reply["missing"] = 1;
    EXPECT_EQ(bot.say("/incident"), "incident.partial") << "neither that there is none";
}

TEST_F(IncidentNews, ListsRemindersWithTheirDate) {
    auto reminder = incident("ok", "2026-11-24T08:00:00.000Z");
    reminder["kind"] = "reminder";
    reminder["id"] = "MC1";
    reminder["until"] = "2026-12-31T00:00:00.000Z";
    reply["incidents"] = {reminder};
    EXPECT_EQ(bot.say("/incident"), "incident.none");
    ASSERT_EQ(bot.card().facts.size(), 1U);
    EXPECT_NE(test::plain(bot.card().facts[0].value).find("incident.reminder"), std::string::npos);
    watch("2026-11-24T10:00:00Z");
    EXPECT_FALSE(bot.shelf().contains("known")) << "a reminder is not followed";
}

TEST_F(IncidentNews, SaysEachRevisionOnceAlsoANewPromise) {
    reply["incidents"] = {incident("degraded", "2026-11-24T08:00:00.000Z")};
    watch("2026-11-24T09:00:00Z");
    EXPECT_TRUE(bot.published().empty()) << "what was known when the watch began is no news";
    reply["incidents"][0]["next_update"] = "2026-11-24T10:00:00.000Z";
    watch("2026-11-24T09:01:00Z");
    watch("2026-11-24T09:02:00Z");
    ASSERT_EQ(bot.published().size(), 1U);
    reply["incidents"][0]["updates"].insert(reply["incidents"][0]["updates"].begin(), Json::array({"d1", "desk", "Use the web mail.", "2026-11-24T09:03:00.000Z"}));
    watch("2026-11-24T09:04:00Z");
    ASSERT_EQ(bot.published().size(), 2U) << "the desk's own words are news as well";
}

TEST_F(IncidentNews, HoldsWhatCanWaitUntilTheMorning) {
    reply["incidents"] = {incident("degraded", "2026-11-24T20:00:00.000Z")};
    watch("2026-11-24T20:00:00Z");
    reply["incidents"] = {incident("degraded", "2026-11-24T22:00:00.000Z")};
    watch("2026-11-24T22:00:00Z");  // 23:00 in Budapest
    EXPECT_TRUE(bot.published().empty());
    reply["incidents"] = {incident("outage", "2026-11-24T23:00:00.000Z")};
    watch("2026-11-24T23:00:00Z");
    EXPECT_EQ(bot.published().size(), 1U) << "an outage breaks through";
    reply["incidents"] = Json::array();
    watch("2026-11-25T01:00:00Z");
    EXPECT_EQ(bot.published().size(), 1U);
    watch("2026-11-25T06:01:00Z");  // 07:01 in Budapest
    ASSERT_EQ(bot.published().size(), 2U);
    EXPECT_TRUE(bot.published()[1].starts_with("incident/EX1042 fixed")) << bot.published()[1];
    watch("2026-11-25T06:02:00Z");
    EXPECT_EQ(bot.published().size(), 2U);
}

TEST_F(IncidentNews, FilesWithTheReasonWhenItIsNotOver) {
    reply["incidents"] = {incident("degraded", "2026-11-24T08:00:00.000Z")};
    watch("2026-11-24T09:00:00Z");
    reply["incidents"] = Json::array();
    watch("2026-11-24T09:01:00Z");
    ASSERT_EQ(bot.effects().size(), 2U);
    EXPECT_NE(bot.effects()[0].value.find("/request new persists after the outage EX1042"), std::string::npos);
}

TEST_F(IncidentNews, OfATenantsOwnAreSaidInThatTenantAlone) {
    reply["incidents"] = {incident("degraded", "2026-11-24T08:00:00.000Z")};
    EXPECT_EQ(bot.fire("watch_customer"), "");
    EXPECT_FALSE(bot.shelf().contains("known")) << "shared ones are the desk's to tell";
    reply["incidents"][0]["own"] = true;
    bot.fire("watch_customer");
    EXPECT_TRUE(bot.shelf().contains("known"));
    reply["incidents"][0]["updates"][0][3] = "2026-11-24T08:30:00.000Z";
    bot.fire("watch_customer");
    EXPECT_EQ(bot.published().size(), 1U);
}

TEST_F(IncidentNews, NeverTakesAMissingAnswerForAnEnd) {
    reply["incidents"] = {incident("degraded", "2026-11-24T08:00:00.000Z")};
    watch("2026-11-24T09:00:00Z");
    reply["usable"] = false;
    reply["incidents"] = Json::array();
    bot.customer({});
    EXPECT_TRUE(bot.fire("watch").starts_with("error"));
    EXPECT_TRUE(bot.published().empty());
}

}  // namespace
}  // namespace desk
