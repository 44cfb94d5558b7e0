// The plugin partner_center by itself, through the test kit: what it keeps between two steps, and what it says.
#include "plugins/partner_center/pass.hpp"
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

using directory_sync::Pass;
using directory_sync::Phase;

const std::string base = "https://api.partnercenter.microsoft.com/v1";
const std::string rights = "https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships?$top=100";
const std::string tenant = "76cb77fa-8b17-4eab-9493-b65dace99813";

struct PartnerCenterPlugin : testing::Test {
    test::TestBot bot{"partner_center"};

    PartnerCenterPlugin() {
        bot.asker({"agent-eva", "admin", {"Eva", "Szabó"}});
        bot.customer({"", ""});
        bot.web(rights, {200, R"({"value":[]})"});
        bot.web(
            base + "/profiles/support",
            {200,
             R"({"email":"support@partner.example","telephone":"+36 1 555 0100","website":"https://partner.example"})"});
        bot.web(base + "/customers?size=40",
                {200, R"({"totalCount":1,"items":[{"id":")" + tenant +
                          R"(","companyProfile":{"companyName":"Contoso Kft.","domain":"contoso.example"}}]})"});
        bot.web(base + "/customers/" + tenant,
                {200, R"({"id":")" + tenant +
                          R"(","companyProfile":{"companyName":"Contoso Kft.","domain":"contoso.example"}})"});
        bot.web(base + "/customers/" + tenant + "/subscriptions", {200, R"({"totalCount":0,"items":[]})"});
        bot.web(base + "/customers/" + tenant + "/managedservices", {200, R"({"totalCount":0,"items":[]})"});
    }
    std::string says(const std::string& language, const std::string& line) {
        bot.language(language);
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : test::spoken(bot);
    }
};

TEST_F(PartnerCenterPlugin, SaysThatNothingWasSynchronisedYet) {
    EXPECT_EQ(says("en", "/sync"), "Partner Center. The directory has not been synchronised yet. [Start now]");
    EXPECT_EQ(says("hu", "/sync"), "Partnerközpont. A címtár szinkronizálása még nem történt meg. [Indítás most]");
}

TEST_F(PartnerCenterPlugin, SaysHowTheLastRunEnded) {
    bot.fire("step");
    EXPECT_EQ(says("en", "/sync"),
              "Partner Center. The last run read 1 customer and ended at 10:05 today. The next one begins at 10:05 "
              "tomorrow. [Start now]");
    EXPECT_EQ(bot.card().tone, Tone::ok);
    EXPECT_EQ(says("hu", "/sync"),
              "Partnerközpont. A legutóbbi szinkronizálás 1 ügyfelet olvasott be, és ma 10:05-kor fejeződött be. A "
              "következő holnap "
              "10:05-kor kezdődik. [Indítás most]");
    EXPECT_EQ(says("de", "/sync"),
              "Partner Center. Der letzte Abgleich hat 1 Kunden gelesen und endete heute um 10:05 Uhr. Der nächste "
              "beginnt morgen um 10:05 Uhr. [Jetzt starten]");
}

TEST_F(PartnerCenterPlugin, IsForAdministratorsAlone) {
    bot.role("helpdesk");
    EXPECT_EQ(bot.say("/sync").rfind("denied", 0), 0U) << bot.say("/sync");
}

TEST_F(PartnerCenterPlugin, AnswersHowSupportIsReached) {
    EXPECT_EQ(bot.ask("support.profile", "{}"), "error: no support profile is known");
    bot.fire("step");
    bot.customer({"contoso", "Contoso Kft."});
    const auto profile = parse_json(bot.ask("support.profile", "{}"));
    ASSERT_TRUE(profile);
    EXPECT_EQ(text_or(*profile, "telephone", ""), "+36 1 555 0100");
    EXPECT_EQ(text_or(*profile, "as_of", ""), "2026-11-24T09:05:00.000Z");
}

TEST_F(PartnerCenterPlugin, SignsEveryRequestWithTheDesksAccount) {
    bot.fire("step");
    ASSERT_EQ(bot.fetched().size(), 6U);
    for (const auto& request : bot.fetched()) {
        EXPECT_EQ(request.account, "partner") << request.url;
        EXPECT_FALSE(request.as_customer);
        EXPECT_EQ(find_header(request.headers, "Authorization"), nullptr);
    }
}

TEST_F(PartnerCenterPlugin, TellsNoRelationshipWhereNoneIsKnown) {
    bot.fire("step");
    const auto enrolled = std::find_if(bot.effects().begin(), bot.effects().end(),
                                       [](const Effect& one) { return one.kind == Effect::Kind::enrol; });
    ASSERT_NE(enrolled, bot.effects().end());
    EXPECT_EQ(enrolled->key, tenant);
    const auto document = *parse_json(enrolled->value);
    EXPECT_EQ(document.at("relationship").at("status"), "none");
    EXPECT_FALSE(document.contains("country"));
    EXPECT_EQ(document.at("subscriptions"), Json::array());
}

TEST_F(PartnerCenterPlugin, DoesNotFollowAPageOfRightsToAnotherHost) {
    bot.web(rights, {200, R"({"value":[],"@odata.nextLink":"https://evil.example/v1.0/x"})"});
    bot.fire("step");
    const auto document = *parse_json(std::find_if(bot.effects().begin(), bot.effects().end(), [](const Effect& one) {
                                          return one.kind == Effect::Kind::enrol;
                                      })->value);
    EXPECT_FALSE(document.contains("relationship"));
}

TEST_F(PartnerCenterPlugin, BreaksOffWhenTheDeskHasNoAccount) {
    bot.web_fails(rights, denied("account partner: not granted"));
    bot.fire("step");
    EXPECT_EQ(says("en", "/sync"),
              "Partner Center. The last run was broken off at 10:05 today: the desk has no account for it in its "
              "configuration. "
              "The next one begins at 11:05 today. [Start now]");
    EXPECT_EQ(bot.card().tone, Tone::warn);
}

TEST_F(PartnerCenterPlugin, BeginsAnewWhenWhatItKeptCannotBeRead) {
    bot.shelf()["pass"] = "{broken";
    bot.fire("step");
    EXPECT_FALSE(bot.shelf().contains("pass"));
    EXPECT_TRUE(bot.shelf().contains("last"));
}

struct OneCustomerAtOnce : PartnerCenterPlugin {
    OneCustomerAtOnce() {
        bot.customer({"contoso", "Contoso Kft."});
        bot.look_up("customer", R"({"id":"contoso","tenant_id":")" + tenant + R"("})");
    }
};

TEST_F(OneCustomerAtOnce, IsReadForWhoeverHasChosenIt) {
    EXPECT_EQ(says("en", "/sync start"), "Contoso Kft. has been read from Partner Center.");
    EXPECT_EQ(says("de", "/sync start"), "Contoso Kft. wurde aus Partner Center gelesen.");
    EXPECT_TRUE(bot.shelf().empty());
}

TEST_F(OneCustomerAtOnce, SaysWhatStaysAsItWas) {
    bot.web(base + "/customers/" + tenant + "/managedservices", {403, R"({"code":"900308"})"});
    EXPECT_EQ(says("en", "/sync start"),
              "Contoso Kft. has been read from Partner Center. 1 part could not be read; what was known of it stays.");
}

TEST_F(OneCustomerAtOnce, ThatIsNotOursIsSaidAndNothingIsTold) {
    bot.web(base + "/customers/" + tenant, {403, R"({"code":"20002"})"});
    EXPECT_EQ(says("en", "/sync start"),
              "Contoso Kft. could not be read from Partner Center: there is no delegated administration that carries "
              "the right.");
    EXPECT_TRUE(bot.effects().empty());
    EXPECT_EQ(says("hu", "/sync start"),
              "Contoso Kft. adatait nem sikerült beolvasni a Partnerközpontból: nincs olyan delegált rendszergazdai "
              "kapcsolat, amely a jogot megadná.");
}

TEST_F(OneCustomerAtOnce, WithoutATenantCannotBeAsked) {
    bot.look_up("customer", R"({"id":"contoso","tenant_id":""})");
    EXPECT_EQ(says("en", "/sync start"),
              "Contoso Kft. has no tenant id in the directory, so Partner Center cannot be asked.");
}

TEST(PassDocument, IsReadAsItWasWritten) {
    Pass pass{.started = *wire::read_time("2026-11-24T09:05:00Z"),
              .phase = Phase::customers,
              .knows_relationships = false,
              .graph_page = "g",
              .has_first_page = true,
              .total = 120,
              .done = 7,
              .failed_parts = 2,
              .requests = 40,
              .attempts = 1};
    pass.page = partner_center::NextPage{.uri = "/customers?size=40&seekOperation=Next",
                                         .headers = {{"MS-ContinuationToken", "AAA="}}};
    pass.current = {
        .tenant_id = tenant, .document = Json{{"name", "Contoso"}}, .parts = {"services", "contact:s1"}, .failed = 1};
    pass.waiting = {{.tenant_id = "t2", .document = Json::object(), .parts = {"details"}}};
    const auto read = directory_sync::read_pass(write_pass(pass));
    ASSERT_TRUE(read);
    EXPECT_EQ(write_pass(*read), write_pass(pass));
    EXPECT_EQ(read->page, pass.page);
    EXPECT_EQ(read->current->parts, pass.current->parts);
    EXPECT_FALSE(directory_sync::read_pass("{}"));
}

TEST(PassDocument, OfAFullPageStaysFarBelowWhatMayBeKept) {
    Pass pass{.started = *wire::read_time("2026-11-24T09:05:00Z")};
    for (int n = 0; n < 40; ++n)
        pass.waiting.push_back(
            {.tenant_id = tenant,
             .document =
                 Json{{"tenant_id", tenant}, {"name", std::string(200, 'x')}, {"domains", {std::string(200, 'y')}}},
             .parts = {"details", "subscriptions", "services"}});
    EXPECT_LT(write_pass(pass).size(), 32'768U);
}

}  // namespace
}  // namespace desk
