// The promised times of requests: due, warned about, paused; by the timers of the plugin.
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

struct Promised : RequestsWorld {
    // P2: first reply within 4 business hours of 10:05 in Budapest.
    Promised() { file("Mail is slow", "a group", "no"); }
    std::vector<std::string> sla_alerts() const {
        std::vector<std::string> alerts;
        for (const auto& line : bot.published()) {
            if (line.find("alert.sla") != std::string::npos) alerts.push_back(line);
        }
        return alerts;
    }
};

TEST_F(Promised, TheClockIsSetForTheNextWarning) {
    EXPECT_EQ(bot.due("sla"), wire::read_time("2026-11-24T11:05:00Z").operator*());
}

TEST_F(Promised, TheDeskIsWarnedAtHalfAtThreeQuartersAndWhenItIsOver) {
    EXPECT_EQ(bot.fire("sla"), "");
    ASSERT_EQ(sla_alerts().size(), 1U);
    EXPECT_EQ(sla_alerts()[0],
              "alerts SR-2032/first_response/1/50: alert.sla clock={clock.first_response} customer=Contoso Kft. "
              "id=SR-2032 percent=50.00%");
    EXPECT_EQ(bot.due("sla"), *wire::read_time("2026-11-24T12:05:00Z"));
    bot.fire("sla");
    bot.fire("sla");
    ASSERT_EQ(sla_alerts().size(), 3U);
    EXPECT_TRUE(sla_alerts()[2].starts_with("alerts SR-2032/first_response/1/100: alert.sla_over")) << sla_alerts()[2];
}

TEST_F(Promised, NothingIsSaidTwiceHoweverOftenItIsLookedAt) {
    bot.fire("sla");
    const auto count = sla_alerts().size();
    bot.fire("watch");
    bot.fire("watch");
    EXPECT_EQ(sla_alerts().size(), count);
    EXPECT_TRUE(bot.effects().empty() || bot.effects()[0].kind != Effect::Kind::publish);
}

TEST_F(Promised, AReplyInTimeEndsTheWarnings) {
    as_agent();
    bot.say("/request SR-2032 reply We are looking into it");
    bot.clock("2026-11-24T14:00:00Z");
    bot.fire("watch");
    EXPECT_TRUE(sla_alerts().empty());
    EXPECT_EQ(bot.due("sla"), *wire::read_time("2026-11-25T09:05:00Z")) << "half of the solution's two days";
}

TEST_F(Promised, AQuestionStopsTheClocksUntilTheCustomerAnswers) {
    as_agent();
    bot.say("/request SR-2032 ask Which version?");
    EXPECT_FALSE(bot.due("sla"));
    bot.clock("2026-11-27T09:05:00Z");
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.solution_due"), "{request.paused stamp=2026-11-24T09:05:00Z}");
    as_customer();
    bot.say("/request SR-2032 note 2019");
    EXPECT_TRUE(bot.due("sla"));
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.due"), "2026-11-30T08:05:00Z") << "eight business hours from Friday 10:05";
}

TEST_F(Promised, AHigherPriorityIsDueEarlier) {
    as_agent();
    bot.say("/request SR-2032 priority P1 whole company");
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.due"), "2026-11-24T10:05:00Z");
}

TEST_F(Promised, NothingRunsWhenItIsOver) {
    bot.say("/request SR-2032 close");
    EXPECT_FALSE(bot.due("sla"));
    bot.clock("2026-12-24T09:05:00Z");
    bot.fire("watch");
    EXPECT_TRUE(sla_alerts().empty());
}

struct Unpromised : RequestsWorld {
    Unpromised() : RequestsWorld{{{"sla", R"({"plans": [{"plan": "business", "calendar": "nowhere"}]})"}}} {}
};

TEST_F(Unpromised, AFileThatIsWrongPromisesNothingAndKeepsNobodyFromFiling) {
    EXPECT_EQ(file(), "request.filed id=SR-2032 priority={priority.P3} text=Mail is slow; request.updates_here");
    ASSERT_FALSE(bot.log().empty());
    EXPECT_NE(bot.log().back().find("nothing is promised: plan \"business\": there is no calendar \"nowhere\""),
              std::string::npos)
        << bot.log().back();
    EXPECT_FALSE(bot.due("sla"));
}

}  // namespace
}  // namespace desk::test
