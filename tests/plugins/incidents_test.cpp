// /incident, by talking to the plugin.
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

const std::string url = "https://status.example/api/v2/summary.json";
const std::string history_url = "https://status.example/api/v2/incidents.json";

struct Incidents : testing::Test {
    test::TestBot bot{
        "incidents",
        {{"status_url", url}, {"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}}};

    Incidents() {
        const auto sample = test::file_text(test::source_dir / "bot/sample/desk/status/summary.json");
        bot.look_up("customer.services", test::three_services);
        bot.web(url, {200, test::filled_in(sample, *wire::read_time("2026-11-24T09:05:00Z"))});
        bot.web(history_url, {404, ""});
    }
    std::string says(const std::string& language, const std::string& line) {
        bot.language(language);
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : test::spoken(bot);
    }
};

TEST_F(Incidents, ListsTheOpenOnesOfTheCustomersServices) {
    EXPECT_EQ(says("en", "/incident"),
              "1 open incident for your services. · EX1042: Exchange Online: degraded, since 08:42 "
              "[EX1042] ⌁ Microsoft "
              "365 service health, checked at 10:05 today");
    EXPECT_EQ(bot.card().tone, Tone::warn);
    EXPECT_EQ(bot.press(1).substr(0, 38), "incident.title id=EX1042 service=[Exch");
}

TEST_F(Incidents, SaysWhenNoneIsOpenForTheCustomer) {
    bot.look_up("customer.services", R"([{"id": "microsoft-teams", "name": "Microsoft Teams"}])");
    EXPECT_EQ(bot.say("/incident"), "incident.none");
    EXPECT_EQ(bot.say("/incident EX1042"), "incident.not_found id=EX1042");
    EXPECT_EQ(test::plain(bot.card().source->checked_at), "2026-11-24T09:05:00Z");
}

TEST_F(Incidents, TellsTheTimelineNewestFirst) {
    EXPECT_EQ(says("en", "/incident ex1042"),
              "EX1042, Exchange Online: degraded. It began at 08:42 today. Some e-mails arrive up "
              "to 30 minutes late. No "
              "e-mail is lost and you do not need to do anything. Microsoft is working on a fix "
              "(incident EX1042). Next "
              "update: 11:00 (Budapest time). · 09:53: cause found: “We have found the cause: a "
              "queue on part of the "
              "transport infrastructure. We are preparing a fix.” · 08:45: under investigation: "
              "“Users may experience "
              "delays when receiving email messages.” [Tell me when it is fixed] [All open incidents] [Talk to a person] ⌁ "
              "Microsoft 365 service "
              "health, checked at 10:05 today");
    EXPECT_NE(says("hu", "/incident EX1042")
                  .find("EX1042, Exchange Online: korlátozottan működik. A hiba ma 8:42-kor "
                        "kezdődött."),
              std::string::npos);
}

TEST_F(Incidents, TellsAResolvedOneFromTheHistory) {
    bot.web(history_url,
            {200, R"({"page": {"name": "M"}, "incidents": [{"id": "EX900", "name": "Mail was late",
        "status": "resolved", "impact": "minor", "started_at": "2026-11-23T08:00:00Z", "resolved_at":
        "2026-11-23T11:38:00Z", "components": [{"id": "exo", "name": "Exchange Online"}], "incident_updates": [
        {"status": "resolved", "display_at": "2026-11-23T11:38:00Z", "body": "All is well.<br />Thanks."}]}]})"});
    EXPECT_EQ(says("en", "/incident EX900"),
              "EX900, Exchange Online: resolved. It began at 09:00 yesterday. Microsoft describes "
              "it like this: “All is "
              "well. Thanks.” The problem ended at 12:38 yesterday and lasted 3 hours 38 minutes. "
              "· Yesterday, 12:38: "
              "resolved: “All is well. Thanks.” [All open incidents] [Talk to a person] ⌁ "
              "Microsoft 365 service health, "
              "checked at 10:05 today");
    EXPECT_EQ(bot.card().tone, Tone::ok);
}

TEST_F(Incidents, FindsNothingWithoutAHistory) {
    EXPECT_EQ(bot.say("/incident EX1"), "incident.not_found id=EX1");
    EXPECT_EQ(bot.say("/incident EX999"), "incident.not_found id=EX999");
    EXPECT_EQ(bot.say("/incident ../users"), "usage: /incident [id] [subscribe|unsubscribe]");
}

TEST_F(Incidents, DoesNotSayThatThereIsNoneWhenTheSourceFails) {
    bot.web(url, {200, "<html>busy</html>"});
    EXPECT_EQ(bot.say("/incident"), "incident.unreachable vendor=Microsoft");
    EXPECT_EQ(bot.card().tone, Tone::neutral);
    EXPECT_FALSE(bot.log().empty());
}

TEST_F(Incidents, DoesNotSayThatOneIsNotThereWhenTheHistoryFails) {
    bot.web(history_url, {503, ""});
    EXPECT_EQ(bot.say("/incident EX999"), "incident.unreachable vendor=Microsoft");
}

TEST_F(Incidents, ShowsTenUpdatesAtMostAndCutsLongOnes) {
    std::string updates;
    for (int i = 10; i < 40; ++i) {
        updates += (updates.empty() ? "" : ",") +
                   (R"({"status": "investigating", "display_at": "2026-11-24T08:)" +
                    std::to_string(i) + R"(:00Z", "body": ")" + std::string(2'000, 'x') + R"("})");
    }
    bot.web(
        url,
        {200,
         R"({"page": {"name": "M"}, "components": [{"id": "1", "name": "Exchange Online", "status":
        "major_outage"}], "incidents": [{"id": "EX1", "name": "n", "status": "investigating", "impact": "major",
        "incident_updates": [)" +
             updates + "]}]}"});
    bot.say("/incident EX1");
    bot.say("/incident --id EX1");
    bot.say("/incident");
    EXPECT_EQ(bot.card().tone, Tone::bad);
    const auto said = says("de", bot.card().actions[0].command);
    EXPECT_EQ(bot.card().facts.size(), 10U);
    EXPECT_NE(said.find("09:39 Uhr: wird untersucht"), std::string::npos) << said;
    EXPECT_NE(said.find("(20)"), std::string::npos) << said;
}

TEST_F(Incidents, SurvivesEveryStatusPageFoundInTheWild) {
    bot.look_up("customer.services",
                R"([{"id": "github", "name": "GitHub"}, {"id": "emma", "name": "Emma"},
        {"id": "claude", "name": "Claude Code"}, {"id": "login", "name": "Login"}])");
    for (const auto& folder :
         {test::page_dir, std::filesystem::path{"/work/shared/data/statuspage"}}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            bot.web(url, {200, test::file_text(entry.path())});
            bot.web(history_url, {200, test::file_text(entry.path())});
            for (const auto* line :
                 {"/incident", "/incident 75g5xmzptjqb", "/incident jxd617hfwfq8"}) {
                const auto said = says("hu", line);
                EXPECT_FALSE(said.starts_with("error")) << entry.path() << ": " << said;
            }
        }
    }
}

TEST_F(Incidents, TellsARealIncidentByTheVendorsOwnId) {
    bot.look_up("customer.services", R"([{"id": "pr", "name": "Pull Requests"}])");
    bot.clock("2026-07-24T19:45:00Z");
    bot.web(url, {200, test::file_text(test::page_dir / "github-summary-2026-07-24-major.json")});
    const auto said = says("en", "/incident jxd617hfwfq8");
    EXPECT_TRUE(said.starts_with("jxd617hfwfq8, Pull Requests: outage.")) << said;
    EXPECT_NE(said.find("“Pull Requests is experiencing degraded availability. We are continuing "
                        "to investigate.”"),
              std::string::npos)
        << said;
}

// The page as the vendor changes it.
struct Following : Incidents {
    void page(const std::string& status, const std::string& update_at, bool is_open = true) {
        const auto incident = R"({"id":"abc","name":"EX1042: Mail is late","status":")" + status +
                              R"(","impact":"minor","created_at":"2026-11-24T07:42:00Z","updated_at":")" + update_at +
                              R"(","resolved_at":)" + (is_open ? std::string{"null"} : "\"" + update_at + "\"") +
                              R"(,"components":[{"id":"c1","name":"Exchange Online","status":"degraded_performance"}],)" +
                              R"("incident_updates":[{"id":"u1","status":")" + status + R"(","body":"We know more.","created_at":")" +
                              update_at + R"("}]})";
        const auto whole = [&](const std::string& incidents) {
            return R"({"page":{"id":"p","name":"Microsoft 365"},"components":[{"id":"c1","name":"Exchange Online",)"
                   R"("status":"operational"}],"status":{"indicator":"none"},"incidents":[)" + incidents + "]}";
        };
        bot.web(url, {200, whole(is_open ? incident : "")});
        bot.web(history_url, {200, whole(incident)});
    }
    // As the clock does it, for the desk itself.
    void watch() {
        bot.customer({});
        EXPECT_EQ(bot.fire("watch"), "");
        bot.customer({"contoso", "Contoso Kft."});
    }
};

TEST_F(Following, IsConfirmedAndEnded) {
    EXPECT_EQ(says("en", "/incident EX1042 subscribe"), "Done. I will write to you when incident EX1042 is fixed.");
    EXPECT_TRUE(bot.is_subscribed("incident/EX1042"));
    EXPECT_EQ(says("hu", "/incident ex1042 subscribe"), "Az EX1042 számú incidensről már kap értesítést.");
    EXPECT_EQ(says("de", "/incident EX1042 unsubscribe"), "Zur Störung EX1042 erhalten Sie keine weiteren Nachrichten.");
    EXPECT_FALSE(bot.is_subscribed("incident/EX1042"));
}

TEST_F(Following, NeedsAnIncidentOfTheCustomersServices) {
    EXPECT_EQ(bot.say("/incident EX1 subscribe"), "incident.not_found id=EX1");
    bot.look_up("customer.services", R"([{"id": "microsoft-teams", "name": "Microsoft Teams"}])");
    EXPECT_EQ(bot.say("/incident EX1042 subscribe"), "incident.not_found id=EX1042");
    EXPECT_FALSE(bot.is_subscribed("incident/EX1042"));
}

TEST_F(Following, SaysEveryUpdateOnceAndTheEndOnce) {
    page("investigating", "2026-11-24T08:00:00Z");
    watch();  // what was known when the watch began is no news
    EXPECT_TRUE(bot.published().empty());
    page("identified", "2026-11-24T08:30:00Z");
    watch();
    watch();
    ASSERT_EQ(bot.published().size(), 1U);
    EXPECT_EQ(bot.published()[0], "incident/EX1042 2026-11-24T08:30:00.000Z identified: incident.title id=EX1042 "
                                  "service=[Exchange Online] state={state.degraded}");
    page("resolved", "2026-11-24T11:20:00Z", false);
    watch();
    watch();
    ASSERT_EQ(bot.published().size(), 2U);
    EXPECT_EQ(bot.published()[1], "incident/EX1042 fixed: incident.fixed_title service=[Exchange Online]; incident.fixed "
                                  "service=[Exchange Online]; incident.ended duration=13080s moment=2026-11-24T11:20:00Z; "
                                  "incident.ask_ok");
}

TEST_F(Following, SaysNothingWhileThePageCannotBeSeen) {
    page("investigating", "2026-11-24T08:00:00Z");
    watch();
    bot.web(url, {503, "busy"});
    bot.customer({});
    EXPECT_EQ(bot.fire("watch").substr(0, 6), "error:");
    EXPECT_TRUE(bot.published().empty());
}

}  // namespace
}  // namespace desk
