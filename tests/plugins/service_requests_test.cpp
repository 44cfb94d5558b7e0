// /request, by talking to the plugin.
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

const std::string calm =
    R"({"state": "ok", "word": "operational", "vendor": "Microsoft", "as_of": "2026-11-24T09:05:00Z",
    "service": {"id": "exchange-online", "name": "Exchange Online"}})";
const std::string trouble = R"({"state": "degraded", "word": "degraded", "vendor": "Microsoft",
    "as_of": "2026-11-24T09:05:00Z", "service": {"id": "exchange-online", "name": "Exchange Online"},
    "incident": {"id": "EX1042", "title": "Some e-mails are delayed", "state": "identified"}})";

struct ServiceRequests : testing::Test {
    test::TestBot bot{
        "service_requests",
        {{"seed_file", test::file_text(test::source_dir / "bot/sample/desk/requests.json")}}};
    std::string asked = "nothing";

    ServiceRequests() {
        bot.look_up("customer.services", test::three_services);
        bot.numbers_from("sr", 2032);
        health(calm);
    }
    void health(const std::string& reply) {
        bot.capability("health.lookup",
                       [this, reply](std::string_view question) -> Result<std::string> {
                           asked = question;
                           return reply;
                       });
    }
    std::string says(const std::string& language, const std::string& line) {
        bot.language(language);
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : test::spoken(bot);
    }
};

TEST_F(ServiceRequests, ShowsWhatWouldBeFiledAndFilesNothing) {
    EXPECT_EQ(says("en", "/request new Incoming mail does not arrive"),
              "Is this right? I am about to file this request. · Customer: Contoso Kft. · "
              "Subject: Incoming mail does not "
              "arrive · Service: Exchange Online · Priority: normal · Contact: Anna Kovács · "
              "Health check: no known problem "
              "(at 10:05 today)");
    EXPECT_TRUE(bot.effects().empty());
    EXPECT_EQ(asked, R"({"service":"exchange-online"})");
    EXPECT_EQ(says("hu", "/request new Nem jön mail"),
              "Minden adat helyes? Ezt a bejelentést fogom rögzíteni. · Ügyfél: Contoso Kft. · "
              "Tárgy: Nem jön mail · "
              "Szolgáltatás: Exchange Online · Prioritás: normál · Kapcsolattartó: Kovács Anna · "
              "Állapotellenőrzés: nincs "
              "ismert hiba (ma 10:05-kor)");
}

TEST_F(ServiceRequests, FilesWhatWasConfirmed) {
    bot.say("/request new Incoming mail does not arrive");
    EXPECT_EQ(bot.confirm(),
              "request.filed id=SR-2032 priority={priority.P3} text=Incoming mail does not arrive");
    EXPECT_EQ(test::spoken(bot),
              "Your request is filed: SR-2032, “Incoming mail does not arrive”, priority: normal. "
              "[Show SR-2032] [Talk to "
              "a person]");
    const auto kept = *parse_json(bot.shelf().at("request/SR-2032"));
    EXPECT_EQ(kept["service"], "Exchange Online");
    EXPECT_EQ(kept["health"]["state"], "ok");
    EXPECT_EQ(kept["contact"]["family"], "Kovács");
    EXPECT_EQ(kept["filed_at"], "2026-11-24T09:05:00.000Z");
    EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
}

TEST_F(ServiceRequests, GivesTheSameNumberWhenTheCallIsRepeated) {
    bot.say("/request new Printer");
    bot.confirm();
    EXPECT_TRUE(bot.again().starts_with("request.filed id=SR-2032"));
    EXPECT_EQ(bot.shelf().size(), 1U);
}

TEST_F(ServiceRequests, AsksForTheSubjectWhenThereIsNone) {
    EXPECT_EQ(bot.say("/request new"), "request.ask_subject");
    EXPECT_TRUE(bot.say("Teams is slow").starts_with("request.preview_title"));
    EXPECT_TRUE(bot.confirm().starts_with("request.filed id=SR-2032"));
}

TEST_F(ServiceRequests, SaysThatAKnownProblemIsOpenAndStillFiles) {
    health(trouble);
    const auto said = says("en", "/request new Mail is late");
    EXPECT_TRUE(
        said.starts_with("Is this right? Before I file anything: this looks like a known problem "
                         "(EX1042, Exchange Online: degraded). "
                         "Microsoft is already working on it; another request would not make it "
                         "faster. If your problem is a different "
                         "one, file the request. I am about to file this request."))
        << said;
    EXPECT_NE(said.find("Health check: EX1042, Exchange Online: degraded (at 10:05 today)"),
              std::string::npos)
        << said;
    EXPECT_EQ(bot.card().tone, Tone::warn);
    EXPECT_TRUE(bot.confirm().starts_with("request.filed id=SR-2032"));
    EXPECT_EQ((*parse_json(bot.shelf().at("request/SR-2032")))["health"]["incident"]["id"],
              "EX1042");
}

TEST_F(ServiceRequests, AsksAboutAllServicesWhenTheSubjectNamesNone) {
    bot.say("/request new Everything is slow");
    EXPECT_EQ(asked, "{}");
    EXPECT_EQ(bot.fact("request.service"), "{request.any_service}");
}

TEST_F(ServiceRequests, FilesWithoutTheHealthPlugin) {
    for (const auto& reply :
         {Result<std::string>{timeout("10 s")}, Result<std::string>{std::string{"[]"}}}) {
        bot.capability("health.lookup", [reply](std::string_view) { return reply; });
        EXPECT_EQ(bot.say("/request new Mail"),
                  "request.preview_title; request.unchecked; request.preview");
        EXPECT_EQ(bot.fact("request.health"),
                  "{request.health_unknown moment=2026-11-24T09:05:00Z}");
        EXPECT_TRUE(bot.confirm().starts_with("request.filed"));
    }
    EXPECT_EQ((*parse_json(bot.shelf().at("request/SR-2032")))["health"]["state"], "unknown");
}

TEST_F(ServiceRequests, FilesWithoutTheDirectory) {
    bot.look_up("customer.services", "broken");
    EXPECT_TRUE(bot.say("/request new Mail").starts_with("request.preview_title"));
    EXPECT_TRUE(bot.confirm().starts_with("request.filed id=SR-2032"));
}

TEST_F(ServiceRequests, ShowsOneWithItsStateAndTimes) {
    bot.say("/request new Mail");
    bot.confirm();
    bot.clock("2026-11-24T11:00:00Z");
    EXPECT_EQ(says("en", "/request sr-2032"),
              "SR-2032: Mail. · State: open · Service: Exchange Online · Priority: normal · Filed: "
              "10:05 · Last change: "
              "10:05 · Health check: no known problem (at 10:05 today) [Talk to a person]");
}

TEST_F(ServiceRequests, ShowsTheSeededOneToItsCustomerOnly) {
    bot.customer({"contoso", "Contoso Kft."});
    EXPECT_TRUE(
        says("hu", "/request SR-2031")
            .starts_with(
                "SR-2031: Nem érkeznek meg a bejövő levelek. · Állapot: továbbítva a gyártónak"));
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_EQ(bot.say("/request SR-2031"), "request.not_found customer=Fabrikam GmbH id=SR-2031");
    EXPECT_EQ(bot.say("/request SR-9999"), "request.not_found customer=Fabrikam GmbH id=SR-9999");
    EXPECT_EQ(bot.say("/request list"), "request.list_empty");
}

TEST_F(ServiceRequests, KeepsCustomersApart) {
    bot.say("/request new Mail");
    bot.confirm();
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_EQ(bot.say("/request SR-2032"), "request.not_found customer=Fabrikam GmbH id=SR-2032");
}

TEST_F(ServiceRequests, ListsTheOpenOnesNewestFirst) {
    bot.say("/request new Mail");
    bot.confirm();
    EXPECT_EQ(says("en", "/request"),
              "Your 2 open requests. · SR-2032: Mail (open, filed: 10:05) · SR-2031: Nem érkeznek "
              "meg a bejövő levelek "
              "(passed to the vendor, filed: yesterday, 10:06) [Show SR-2032] [Show SR-2031]");
    EXPECT_EQ(says("en", "/request list"), says("en", "/request"));
    auto closed = *parse_json(bot.shelf().at("request/SR-2032"));
    closed["state"] = "closed";
    bot.shelf()["request/SR-2032"] = dump_json(closed);
    EXPECT_EQ(bot.say("/request list"), "request.list_title count=1");
}

TEST_F(ServiceRequests, ShowsTenOfManyAndLongSubjectsCut) {
    for (int i = 0; i < 12; ++i) {
        bot.say("/request new " + std::string(3'000, 'x'));
        bot.confirm();
    }
    EXPECT_EQ(says("de", "/request list").find("error"), std::string::npos);
    EXPECT_EQ(bot.card().facts.size(), 10U);
    EXPECT_EQ(says("de", "/request SR-2040").find("error"), std::string::npos);
    EXPECT_EQ(says("de", "/request new " + std::string(16'000, 'y')).find("error"),
              std::string::npos);
}

TEST_F(ServiceRequests, KeepsGuestsAndSalesOut) {
    bot.role("guest");
    EXPECT_EQ(bot.say("/request list"), "denied: guest");
    bot.role("sales");
    EXPECT_EQ(bot.say("/request new Mail"), "denied: sales");
}

}  // namespace
}  // namespace desk
