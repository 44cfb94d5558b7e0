// What is done with a request, who hears of it, and what stays inside the desk.
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

struct Acting : RequestsWorld {
    Acting() { file(); }
};

TEST_F(Acting, ACustomersNoteIsADetailTheDeskHearsOf) {
    EXPECT_EQ(bot.say("/request SR-2032 note It got worse"), "request.added id=SR-2032");
    EXPECT_EQ(news(),
              "alerts SR-2032/1: alert.message customer=Contoso Kft. id=SR-2032; common.text text=It got worse");
    EXPECT_EQ(kept("SR-2032")["events"][0]["kind"], "message");
}

TEST_F(Acting, AnAgentsNoteIsInternalAndNeverShownToTheCustomer) {
    as_agent();
    EXPECT_EQ(bot.say("/request SR-2032 note They never pay"),
              "request.note_saved id=SR-2032");
    EXPECT_EQ(bot.published().size(), 1U) << "only that it was filed";
    EXPECT_NE(says("en", "/request SR-2032").find("internal, Kata Pál: They never pay"), std::string::npos);
    as_customer();
    EXPECT_EQ(says("en", "/request SR-2032").find("never pay"), std::string::npos);
    EXPECT_EQ(says("en", "/request list").find("never pay"), std::string::npos);
}

TEST_F(Acting, AReplyReachesWhoeverFollowsTheRequestOnce) {
    as_agent();
    EXPECT_EQ(bot.say("/request SR-2032 reply Please restart Outlook"),
              "request.replied id=SR-2032");
    EXPECT_EQ(news(),
              "requests/SR-2032 SR-2032/1/news: request.reply id=SR-2032 person=Kata Pál; common.text text=Please "
              "restart Outlook");
    const auto count = bot.published().size();
    bot.again();
    EXPECT_EQ(bot.published().size(), count);
    EXPECT_EQ(kept("SR-2032")["events"].size(), 1U);
    as_customer();
    EXPECT_NE(says("en", "/request SR-2032").find("Kata Pál: Please restart Outlook"), std::string::npos);
}

TEST_F(Acting, AQuestionWaitsForTheCustomersAnswer) {
    as_agent();
    bot.say("/request SR-2032 ask Which Outlook version?");
    EXPECT_EQ(bot.say("/request SR-2032").substr(0, 7), "request");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.waiting_customer_agents}");
    as_customer();
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.waiting_customer}");
    bot.say("/request SR-2032 note 2019");
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.open}");
}

TEST_F(Acting, WhatIsSolvedIsAskedAboutAndItsSatisfactionOnce) {
    as_agent();
    EXPECT_EQ(bot.say("/request SR-2032 resolve The rule was off"),
              "request.resolved id=SR-2032");
    const auto published = bot.published();
    EXPECT_EQ(published[published.size() - 2],
              "requests/SR-2032 SR-2032/2/news: common.text text=The rule was off; request.solved id=SR-2032");
    EXPECT_EQ(published.back(), "requests/SR-2032 SR-2032/2/csat: csat.ask");
    as_customer();
    EXPECT_EQ(bot.say("/request SR-2032 reopen Still slow"), "request.reopened id=SR-2032");
    EXPECT_EQ(news(), "alerts SR-2032/3: alert.reopened customer=Contoso Kft. id=SR-2032; common.text text=Still slow");
    as_agent();
    const auto before = bot.published().size();
    bot.say("/request SR-2032 resolve");
    EXPECT_EQ(bot.published().size(), before + 1) << "solved, but not asked again";
}

TEST_F(Acting, WhoeverClosesItIsAskedAtOnce) {
    EXPECT_EQ(says("en", "/request SR-2032 close"),
              "Request SR-2032 is closed. How satisfied were you with our help? [very dissatisfied] [dissatisfied] "
              "[neutral] [satisfied] "
              "[very satisfied]");
    EXPECT_EQ(bot.press(5), "csat.thanks");
    EXPECT_EQ(kept("SR-2032")["events"].back()["value"], "5");
    EXPECT_EQ(bot.say("/request SR-2032 close"), "request.is_over id=SR-2032");
}

TEST_F(Acting, ALowRatingOffersAPersonAndAlertsTheDesk) {
    bot.say("/request SR-2032 close");
    EXPECT_EQ(bot.say("/request SR-2032 rate 2 took three days"), "csat.low");
    EXPECT_EQ(bot.card().actions[0].command, "/person");
    EXPECT_EQ(news(),
              "alerts SR-2032/3: alert.rated customer=Contoso Kft. id=SR-2032; common.text text=took three days");
    for (const std::string wrong : {"rate", "rate 0", "rate 6", "rate five", "rate 55"}) {
        EXPECT_EQ(bot.say("/request SR-2032 " + wrong), "request.how_to_rate id=SR-2032") << wrong;
    }
}

TEST_F(Acting, ANewPriorityNeedsAnAgentAndAReason) {
    EXPECT_EQ(bot.say("/request SR-2032 priority P1 now"), "request.desk_only");
    as_agent();
    EXPECT_EQ(bot.say("/request SR-2032 priority P1"), "request.how_to_prioritise id=SR-2032");
    EXPECT_EQ(bot.say("/request SR-2032 priority P9 now"), "request.how_to_prioritise id=SR-2032");
    EXPECT_EQ(bot.say("/request SR-2032 priority p1 whole sales team"),
              "request.prioritised id=SR-2032 priority={priority.P1}");
    const auto event = kept("SR-2032")["events"][0];
    EXPECT_EQ(event["value"], "P1");
    EXPECT_EQ(event["text"], "whole sales team");
    EXPECT_EQ(event["by"]["id"], "kata");
    bot.say("/request SR-2032");
    EXPECT_EQ(bot.fact("request.priority"), "{priority.P1}");
}

TEST_F(Acting, CustomersMayNotDoWhatIsTheDesks) {
    for (const std::string action : {"reply hello", "ask hello", "resolve", "priority P1 now"}) {
        EXPECT_EQ(bot.say("/request SR-2032 " + action), "request.desk_only") << action;
    }
    EXPECT_EQ(bot.say("/escalate SR-2032"), "denied: contact");
    EXPECT_EQ(bot.say("/request alerts on"), "request.desk_only");
}

TEST_F(Acting, AgentsChooseWhetherTheyHearAlerts) {
    as_agent();
    EXPECT_EQ(bot.say("/request alerts on"), "alert.on");
    EXPECT_TRUE(bot.is_subscribed("alerts"));
    EXPECT_EQ(bot.say("/request alerts off"), "alert.off");
    EXPECT_FALSE(bot.is_subscribed("alerts"));
}

TEST_F(Acting, AsksForTextThatIsMissing) {
    EXPECT_EQ(bot.say("/request SR-2032 note"), "request.needs_text text=/request SR-2032 note");
    EXPECT_EQ(bot.say("/request SR-2032 reopen"), "request.is_open id=SR-2032");
    EXPECT_EQ(bot.say("/request SR-2032 rate 5"), "request.is_open id=SR-2032");
}

TEST_F(Acting, KeepsANoteToWhatIsOverAndOffersToOpenItAgain) {
    bot.say("/request SR-2032 close");
    EXPECT_EQ(bot.say("/request SR-2032 note One more thing"), "request.added id=SR-2032");
    EXPECT_EQ(bot.card().actions[0].command, "/request SR-2032 reopen");
    EXPECT_EQ(kept("SR-2032")["events"].back()["text"], "One more thing");
}

TEST_F(Acting, SaysSoWhenALogIsFullAndLosesNothing) {
    std::string last;
    for (int i = 0; i < 30 && last != "request.full id=SR-2032"; ++i)
        last = bot.say("/request SR-2032 note " + std::string(3'900, 'x'));
    EXPECT_EQ(last, "request.full id=SR-2032");
    EXPECT_LE(bot.shelf().at("request/SR-2032").size(), 60'000U);
    EXPECT_TRUE(bot.effects().empty());
}

}  // namespace
}  // namespace desk::test
