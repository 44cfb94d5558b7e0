// "/request SR-2032" and "/request list".
#include "tests/plugins/service_requests/requests_world.hpp"

namespace desk::test {
namespace {

struct Showing : RequestsWorld {};

TEST_F(Showing, OneWithItsStateAndTimes) {
    file("Mail");
    bot.clock("2026-11-24T11:00:00Z");
    EXPECT_EQ(says("en", "/request sr-2032"),
              "SR-2032: Mail. · State: open · Service: Exchange Online · Priority: normal · Filed: 10:05 · Last "
              "change: 10:05 · "
              "Next reply from us: tomorrow, 09:05 · Health check: no known problem (at 10:05 today) [Close SR-2032] "
              "[Talk to a person]");
}

TEST_F(Showing, TheSeededOneToItsCustomerOnly) {
    EXPECT_TRUE(says("hu", "/request SR-2031")
                    .starts_with("SR-2031: Nem érkeznek meg a bejövő levelek. · Állapot: továbbítva a gyártónak"));
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_EQ(bot.say("/request SR-2031"), "request.not_found customer=Fabrikam GmbH id=SR-2031");
    EXPECT_EQ(bot.say("/request SR-9999"), "request.not_found customer=Fabrikam GmbH id=SR-9999");
    EXPECT_EQ(bot.say("/request list"), "request.list_empty");
}

TEST_F(Showing, KeepsCustomersApartInEveryAction) {
    file("Mail");
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    for (const std::string action :
         {"", " note hello", " close", " reopen", " rate 5", " reply hello", " priority P1 now"}) {
        EXPECT_EQ(bot.say("/request SR-2032" + action), "request.not_found customer=Fabrikam GmbH id=SR-2032");
        EXPECT_TRUE(bot.effects().empty());
    }
    as_agent();
    EXPECT_EQ(bot.say("/escalate SR-2032"), "request.not_found customer=Fabrikam GmbH id=SR-2032");
    EXPECT_EQ(bot.say("/escalate SR-2032 number 61"), "request.not_found customer=Fabrikam GmbH id=SR-2032");
}

TEST_F(Showing, TheOpenOnesNewestFirst) {
    file("Mail");
    EXPECT_EQ(says("en", "/request"),
              "Your 2 open requests. · SR-2032: Mail (open, filed: 10:05) · SR-2031: Nem érkeznek meg a bejövő levelek "
              "(passed to the vendor, filed: yesterday, 10:06) [Show SR-2032] [Show SR-2031]");
    EXPECT_EQ(says("en", "/request list"), says("en", "/request"));
    bot.say("/request SR-2032 close");
    EXPECT_EQ(bot.say("/request list"), "request.list_title count=1");
}

TEST_F(Showing, TenOfManyAndLongSubjectsCut) {
    for (int i = 0; i < 12; ++i) file(std::to_string(i) + std::string(3'000, 'x'));
    EXPECT_EQ(says("de", "/request list").find("error"), std::string::npos);
    EXPECT_EQ(bot.card().facts.size(), 10U);
    EXPECT_EQ(says("de", "/request SR-2040").find("error"), std::string::npos);
}

// What version 1.0 kept is read as a log.
TEST_F(Showing, WhatAnEarlierVersionKept) {
    bot.shelf()["request/SR-7"] =
        R"({"id": "SR-7", "title": "Old", "service": "Microsoft Teams", "priority": "P1", "state": "closed",
        "customer": "contoso", "contact": {"given": "Anna", "family": "Kovács"}, "filed_at": "2026-11-20T09:00:00Z",
        "changed_at": "2026-11-21T09:00:00Z", "health": {"state": "ok"}})";
    bot.say("/request SR-7");
    EXPECT_EQ(bot.fact("request.state"), "{request_state.closed}");
    EXPECT_EQ(bot.fact("request.priority"), "{priority.P1}");
    EXPECT_TRUE(bot.say("/request SR-7 reopen").starts_with("request.reopened"));
    EXPECT_EQ(kept("SR-7")["events"].size(), 2U);
}

TEST_F(Showing, SaysSoWhenTheShelfIsBroken) {
    bot.shelf()["request/SR-7"] = "broken";
    EXPECT_TRUE(bot.say("/request SR-7").starts_with("error: "));
}

}  // namespace
}  // namespace desk::test
