// "/request new": health first, then the questions that are left, preview, number.
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

struct Filing : RequestsWorld {};

TEST_F(Filing, AsksWhatIsLeftAndShowsWhatWouldBeFiled) {
    EXPECT_EQ(says("en", "/request new Incoming mail does not arrive"),
              "How many people are affected? [everyone] [a group] [only me]");
    EXPECT_EQ(asked, R"({"service":"exchange-online"})");
    EXPECT_EQ(says("en", "everyone"), "Can you still work? [no] [with a workaround] [yes]");
    EXPECT_EQ(says("en", "no"), "Since when?");
    EXPECT_EQ(says("en", "since 9 o'clock"),
              "Is this right? I am about to file this request. To correct or add something, write for example "
              "“steps:…”, “links:…” "
              "or “users: 50”. · Customer: Contoso Kft. · Subject: Incoming mail does not arrive · Service: Exchange "
              "Online · "
              "Affected: everyone; work is not possible · Since: since 9 o'clock · Priority: critical · Contact: Anna "
              "Kovács · "
              "Health check: no known problem (at 10:05 today) · First reply within: 1 business hour");
    EXPECT_TRUE(bot.effects().empty());
}

TEST_F(Filing, SpeaksHungarianAndGerman) {
    EXPECT_EQ(says("hu", "/request new Nem jön mail"), "Hány embert érint? [mindenkit] [egy csoportot] [csak engem]");
    says("hu", "csak engem");
    says("hu", "kerülő megoldással");
    const auto shown = says("hu", "tegnap óta");
    EXPECT_NE(
        shown.find(
            "Érintettek: egy embert; kerülő megoldással lehet dolgozni · Mióta: tegnap óta · Prioritás: alacsony"),
        std::string::npos)
        << shown;
    EXPECT_EQ(says("de", "/request new Teams ist langsam"),
              "Wie viele Personen sind betroffen? [alle] [eine Gruppe] [nur ich]");
}

TEST_F(Filing, ShowsAnAnswerItDoesNotUnderstandAsItWasSaid) {
    says("en", "/request new Incoming mail does not arrive");
    says("en", "everyone");
    says("en", "ask me on Monday");
    EXPECT_NE(says("en", "noon").find("Affected: everyone; “ask me on Monday” · Since: noon · Priority: high"), std::string::npos)
        << "nobody claims a workaround for them";
}

TEST_F(Filing, FilesWhatWasConfirmedWithItsPriorityAndDueTime) {
    bot.say("/request new Incoming mail does not arrive");
    bot.say("30 of us");
    bot.say("no");
    bot.say("noon");
    EXPECT_EQ(bot.confirm(),
              "request.filed id=SR-2032 priority={priority.P2} text=Incoming mail does not arrive; "
              "request.reply_by deadline=2026-11-24T13:05:00Z; request.updates_here");
    EXPECT_EQ(spoken(bot),
              "Your request is filed: SR-2032, “Incoming mail does not arrive”, priority: high. We reply by 14:05 "
              "today. You will "
              "get every update here. [Show SR-2032] [Talk to a person]");
    const auto log = kept("SR-2032");
    EXPECT_EQ(log["form"]["service"], "Exchange Online");
    EXPECT_EQ(log["form"]["users"], 30);
    EXPECT_EQ(log["form"]["health"]["state"], "ok");
    EXPECT_EQ(log["contact"]["family"], "Kovács");
    EXPECT_EQ(log["filed_at"], "2026-11-24T09:05:00.000Z");
    EXPECT_TRUE(bot.is_subscribed("requests/SR-2032"));
    EXPECT_EQ(bot.counted("filed"), 1);
    EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
}

TEST_F(Filing, TellsTheDeskOfANewRequest) {
    file();
    EXPECT_EQ(
        news(),
        "alerts SR-2032/filed: alert.filed customer=Contoso Kft. id=SR-2032 priority={priority.P3} text=Mail is slow");
}

TEST_F(Filing, GivesTheSameNumberWhenTheCallIsRepeated) {
    file("Printer");
    EXPECT_TRUE(bot.again().find("SR-2033") == std::string::npos);
    EXPECT_EQ(bot.shelf().count("request/SR-2032"), 1U);
    EXPECT_EQ(bot.shelf().count("request/SR-2033"), 0U);
}

TEST_F(Filing, AsksForTheSubjectWhenThereIsNone) {
    EXPECT_EQ(bot.say("/request new"), "request.ask_subject");
    EXPECT_EQ(bot.say("Teams is slow"), "request.ask_impact");
    EXPECT_EQ(asked, R"({"service":"microsoft-teams"})");
}

TEST_F(Filing, TakesEverythingFromOneLine) {
    EXPECT_TRUE(bot.say("/request new impact:everyone urgency:\"with a workaround\" since:noon steps:\"send a mail\" "
                        "links:https://shots.example/1.png Mail is slow")
                    .starts_with("request.preview_title"));
    EXPECT_EQ(bot.fact("request.more"), "send a mail · https://shots.example/1.png");
    EXPECT_EQ(bot.fact("request.priority"), "{priority.P2}");
    bot.confirm();
    EXPECT_EQ(kept("SR-2032")["form"]["links"], Json::array({"https://shots.example/1.png"}));
}

TEST_F(Filing, TakesHttpsLinksAlone) {
    for (const std::string link : {"http://shots.example/1.png", "javascript:alert(1)", "https://",
                                   "https://user@evil.example/", "https://a.example/<b>", "ftp://a.example"}) {
        bot.say("/request new impact:me urgency:yes since:noon links:\"" + link + "\" Mail is slow");
        EXPECT_EQ(bot.answer().asks, "links") << link;
    }
    EXPECT_TRUE(bot.say("https://a.example/1, https://b.example/2").starts_with("request.preview_title"));
}

TEST_F(Filing, SkipsWhatIsAnsweredWithADash) {
    bot.say("/request new impact:me urgency:yes links:- Mail is slow");
    EXPECT_TRUE(bot.say("-").starts_with("request.preview_title"));
    EXPECT_EQ(bot.fact("request.since"), "–");
}

// Impact by urgency: ../shared/facts/partner-support.md §6.1.
TEST_F(Filing, WorksOutThePriorityFromImpactAndUrgency) {
    const std::map<std::string, std::string> expected{{"everyone/no", "P1"},
                                                      {"everyone/with a workaround", "P2"},
                                                      {"everyone/yes", "P3"},
                                                      {"a group/no", "P2"},
                                                      {"a group/with a workaround", "P3"},
                                                      {"a group/yes", "P4"},
                                                      {"only me/no", "P3"},
                                                      {"only me/with a workaround", "P4"},
                                                      {"only me/yes", "P4"},
                                                      {"36 people/no", "P1"},
                                                      {"3/no", "P2"},
                                                      {"1/no", "P3"},
                                                      {"mindenkit/nem", "P1"},
                                                      {"csak engem/igen", "P4"},
                                                      {"nur ich/nein", "P3"},
                                                      {"nicht alle/mit Umweg", "P3"},
                                                      {"no idea/don't ask", "P3"}};
    for (const auto& [said, priority] : expected) {
        const auto slash = said.find('/');
        bot.say("/request new since:noon impact:\"" + said.substr(0, slash) + "\" urgency:\"" + said.substr(slash + 1) +
                "\" Mail");
        EXPECT_EQ(bot.fact("request.priority"), "{priority." + priority + "}") << said;
    }
}

TEST_F(Filing, OffersToFollowAKnownIncidentBeforeItAsksAnything) {
    health(trouble);
    EXPECT_EQ(says("en", "/request new Mail is late"),
              "Before I file anything: this looks like a known problem (EX1042, Exchange Online: degraded). Microsoft "
              "is already "
              "working on it; another request would not make it faster. Shall I write to you when it is fixed? If it "
              "is something "
              "else: please say in one sentence why this is not incident EX1042. [Yes, please] [It is something else, "
              "file it] "
              "[It persists after the outage]");
    EXPECT_EQ(bot.card().actions[0].command, "/incident EX1042 subscribe");
    EXPECT_EQ(bot.answer().asks, "reason");
    EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
}

TEST_F(Filing, RecordsWhyItWasFiledInSpiteOfTheIncident) {
    health(trouble);
    bot.say("/request new Mail is late");
    EXPECT_EQ(bot.say("It persists after the outage"), "request.ask_impact");
    bot.say("only me");
    bot.say("yes");
    bot.say("noon");
    EXPECT_EQ(bot.fact("request.reason"), "It persists after the outage");
    EXPECT_TRUE(bot.confirm().starts_with("request.filed id=SR-2032"));
    EXPECT_EQ(kept("SR-2032")["form"]["override_reason"], "It persists after the outage");
    EXPECT_EQ(kept("SR-2032")["form"]["health"]["incident"]["id"], "EX1042");
}

TEST_F(Filing, AsksForTheReasonAgainWhenAnIncidentBeginsBeforeTheConfirmation) {
    bot.say("/request new impact:me urgency:yes since:noon Mail is late");
    health(trouble);
    EXPECT_TRUE(bot.confirm().starts_with("request.known"));
    EXPECT_TRUE(bot.shelf().empty());
}

TEST_F(Filing, FilesWithoutTheHealthPlugin) {
    for (const auto& reply : {Result<std::string>{timeout("10 s")}, Result<std::string>{std::string{"[]"}}}) {
        bot.capability("health.lookup", [reply](std::string_view) { return reply; });
        EXPECT_EQ(bot.say("/request new Mail"), "request.unchecked; request.ask_impact");
        bot.say("me");
        bot.say("yes");
        bot.say("noon");
        EXPECT_EQ(bot.fact("request.health"), "{request.health_unknown moment=2026-11-24T09:05:00Z}");
        EXPECT_TRUE(bot.confirm().starts_with("request."));
    }
    EXPECT_EQ(kept("SR-2032")["form"]["health"]["state"], "unknown");
}

TEST_F(Filing, FilesWithoutTheDirectory) {
    bot.look_up("customer", "broken");
    bot.look_up("customer.services", "broken");
    EXPECT_TRUE(file().starts_with("request.filed id=SR-2032"));
    EXPECT_EQ(asked, "{}");
}

TEST_F(Filing, AddsWhatIsSaidTwiceToTheOpenRequest) {
    file("Mail is slow today");
    EXPECT_TRUE(bot.say("/request new impact:me urgency:yes since:noon Today mail is slow")
                    .starts_with("request.preview_title; request.duplicate id=SR-2032"));
    EXPECT_EQ(bot.confirm(), "request.added id=SR-2032");
    EXPECT_EQ(bot.shelf().count("request/SR-2033"), 0U);
    EXPECT_EQ(kept("SR-2032")["events"][0]["kind"], "message");
    EXPECT_TRUE(bot.say("/request new impact:me urgency:yes since:noon Teams is slow today").find("duplicate") ==
                std::string::npos);
    bot.say("/request SR-2032 close");
    EXPECT_TRUE(bot.say("/request new impact:me urgency:yes since:noon Mail is slow today").find("duplicate") ==
                std::string::npos);
}

TEST_F(Filing, KeepsLongWordsWhole) {
    bot.say("/request new impact:me urgency:yes since:noon " + std::string(3'000, 'x'));
    bot.confirm();
    EXPECT_EQ(kept("SR-2032")["form"]["details"].get<std::string>().size(), 3'000U);
    EXPECT_EQ(says("de", "/request new impact:me urgency:yes since:noon " + std::string(16'000, 'y')).find("error"),
              std::string::npos);
}

TEST_F(Filing, KeepsGuestsAndSalesOut) {
    bot.role("guest");
    EXPECT_EQ(bot.say("/request list"), "denied: guest");
    bot.role("sales");
    EXPECT_EQ(bot.say("/request new Mail"), "denied: sales");
}

}  // namespace
}  // namespace desk::test
