// /health and health.lookup, by talking to the plugin. Golden answers: ../shared/design/texts.md
// §8.
#include "tests/plugins/spoken.hpp"

namespace desk {
namespace {

const std::string url = "https://status.example/api/v2/summary.json";

struct Health : testing::Test {
    test::TestBot bot{
        "health", {{"status_url", url}, {"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}}};
    const std::string sample = test::file_text(test::source_dir / "bot/sample/desk/status/summary.json");

    Health() {
        bot.look_up("customer.services", test::three_services);
        bot.web(url, {200, test::filled_in(sample, *wire::read_time("2026-11-24T09:05:00Z"))});
    }
    std::string says(const std::string& language, const std::string& line) {
        bot.language(language);
        const auto said = bot.say(line);
        return said.starts_with("error") ? said : test::spoken(bot);
    }
};

TEST_F(Health, TellsAKnownProblemInTheDesksOwnWords) {
    EXPECT_EQ(says("en", "/health exchange"),
              "Exchange Online: degraded. Yes, this is a known problem. It began at 08:42 today. "
              "Some e-mails arrive up "
              "to 30 minutes late. No e-mail is lost and you do not need to do anything. Microsoft "
              "is working on a fix "
              "(incident EX1042). Next update: 11:00 (Budapest time). [Tell me when it is fixed] [Incident details] [My "
              "problem is different] ⌁ "
              "Microsoft 365 service health, checked at 10:05 today");
    EXPECT_EQ(bot.card().tone, Tone::warn);
    EXPECT_EQ(bot.card().actions[0].command, "/incident EX1042 subscribe");
    EXPECT_EQ(bot.card().actions[1].command, "/incident EX1042");
}

TEST_F(Health, TellsAKnownProblemInHungarianAndGerman) {
    EXPECT_EQ(says("hu", "/health exchange"),
              "Exchange Online: korlátozottan működik. Igen, ismert hibáról van szó. A hiba ma "
              "8:42-kor kezdődött. A "
              "levelek egy része akár 30 perces késéssel érkezik meg. A levelek nem vesznek el, és "
              "Önnek nincs teendője. "
              "A Microsoft már dolgozik a hiba elhárításán (incidens: EX1042). Következő "
              "tájékoztatás: 11:00 (budapesti "
              "idő). [Értesítést kérek a megoldásról] [Az incidens részletei] [Nálam más a hiba] ⌁ Microsoft 365 "
              "szolgáltatásállapot, ellenőrizve ma "
              "10:05-kor");
    EXPECT_EQ(says("de", "/health exchange"),
              "Exchange Online: eingeschränkt. Ja, es liegt eine bekannte Störung vor. Sie begann "
              "heute um 08:42 Uhr. "
              "E-Mails kommen teilweise mit bis zu 30 Minuten Verspätung an. Es gehen keine "
              "E-Mails verloren, und Sie "
              "müssen nichts tun. Microsoft arbeitet an der Behebung (Störung EX1042). Nächste "
              "Information: 11:00 Uhr "
              "(Budapester Zeit). [Benachrichtigen, wenn behoben] [Details zur Störung] [Ich habe ein anderes Problem] ⌁ Microsoft "
              "365-Dienststatus, "
              "geprüft heute um 10:05 Uhr");
}

TEST_F(Health, QuotesTheVendorWhenTheDeskWroteNothing) {
    const std::string page =
        R"({"page": {"name": "M"}, "components": [{"id": "1", "name": "Exchange Online", "status": "operational"}],
        "incidents": [{"id": "EX1042", "name": "n", "status": "investigating", "impact": "minor",
        "started_at": "2026-11-24T07:42:00Z", "incident_updates": [{"status": "investigating",
        "display_at": "2026-11-24T09:00:00Z", "body": "Users may experience delays when receiving email messages."}]}]})";
    bot.web(url, {200, page});
    EXPECT_NE(says("hu", "/health exchange")
                  .find("A Microsoft közleménye (angolul): „Users may experience delays when "
                        "receiving email messages.” "
                        "A Microsoft már dolgozik a hiba elhárításán (incidens: EX1042). A gyártó "
                        "nem közölte, mikor "
                        "várható a következő tájékoztatás."),
              std::string::npos);
}

TEST_F(Health, SaysThatTheVendorReportsNothing) {
    EXPECT_EQ(says("en", "/health teams"),
              "Microsoft reports no problem with Microsoft Teams for Contoso Kft. at the moment. "
              "The cause may be in your "
              "own environment. Shall I file a request so that a colleague can look into it? [File "
              "a request] [Check "
              "another service] [Talk to a person] ⌁ Microsoft 365 service health, checked at "
              "10:05 today");
    EXPECT_EQ(bot.card().tone, Tone::info);
    EXPECT_TRUE(
        says("hu", "/health teams")
            .starts_with("A Microsoft jelenleg nem jelez hibát a Microsoft Teams szolgáltatásban "
                         "(ügyfél: Contoso "
                         "Kft.). Elképzelhető, hogy a hiba oka az Önök saját rendszerében van."));
}

TEST_F(Health, ListsAllServicesWorstFirst) {
    EXPECT_EQ(says("en", "/health"),
              "Service health: Contoso Kft. 1 of 3 services has a problem. · Exchange Online: ▲ "
              "Degraded (EX1042) · "
              "Microsoft Teams: ● Operational · SharePoint Online: ● Operational [Incident "
              "details] ⌁ Microsoft 365 "
              "service health, checked at 10:05 today");
    EXPECT_EQ(bot.card().tone, Tone::warn);
    EXPECT_NE(says("hu", "/health")
                  .find("Hibával érintett szolgáltatás: 1 (összesen: 3). · Exchange Online: ▲ "
                        "Korlátozottan működik (EX1042) · Microsoft Teams: ● Működik"),
              std::string::npos);
    EXPECT_NE(says("de", "/health")
                  .find("Bei 1 von 3 Diensten gibt es eine Störung. · Exchange Online: ▲ "
                        "Eingeschränkt (EX1042) · Microsoft Teams: ● Verfügbar"),
              std::string::npos);
}

TEST_F(Health, KnowsOnlyTheCustomersOwnServices) {
    bot.look_up("customer.services", R"([{"id": "microsoft-teams", "name": "Microsoft Teams"}])");
    EXPECT_EQ(bot.say("/health exchange"),
              "health.unknown_service list=[Microsoft Teams] text=exchange");
    EXPECT_EQ(bot.say("/health"),
              "health.overview customer=Contoso Kft.; health.all_ok vendor=Microsoft");
}

TEST_F(Health, IsUnknownAndNeverFineWhenTheSourceFails) {
    const std::string unknown = "health.unreachable service=Microsoft Teams vendor=Microsoft";
    bot.web(url, {503, "busy"});
    EXPECT_EQ(bot.say("/health teams"), unknown);
    EXPECT_EQ(bot.card().tone, Tone::neutral);
    bot.web_fails(url, timeout("10 s"));
    EXPECT_EQ(bot.say("/health teams"), unknown);
    for (const auto* file : {"mistral-checkly-incidents-2026-07-27.json",
                             "perplexity-instatus-summary-2026-07-23.json"}) {
        bot.web(url, {200, test::file_text(test::page_dir / file)});
        EXPECT_EQ(bot.say("/health teams"), unknown) << file;
    }
    EXPECT_EQ(bot.say("/health"),
              "health.overview customer=Contoso Kft.; health.unreachable_all vendor=Microsoft");
    EXPECT_EQ(bot.card().tone, Tone::neutral);
    EXPECT_EQ(test::plain(bot.card().facts[0].value),
              "{health.row state={label.unknown} symbol=○}");
}

TEST_F(Health, TellsTheLastKnownStateWhenTheSourceFails) {
    bot.say("/health");
    bot.web(url, {500, ""});
    bot.clock("2026-11-24T09:20:00Z");
    EXPECT_NE(says("en", "/health teams").find("Last known state: operational (at 10:05 today)."),
              std::string::npos);
}

TEST_F(Health, TakesAnOldFetchForUnknownAndAnOldPageForWhatItIs) {
    const auto page = test::filled_in(sample, *wire::read_time("2026-11-01T00:00:00Z"));
    bot.web(url, {200, page, {}, *wire::read_time("2026-11-24T08:49:00Z")});
    EXPECT_EQ(bot.say("/health teams"), "health.unreachable service=Microsoft Teams vendor=Microsoft; health.last_known "
                                        "moment=2026-11-24T08:49:00Z state={state.operational}");
    bot.web(url, {200, page, {}, *wire::read_time("2026-11-24T08:51:00Z")});
    EXPECT_TRUE(bot.say("/health teams").starts_with("health.none"));
    EXPECT_EQ(test::plain(bot.card().source->checked_at), "2026-11-24T08:51:00Z");
}

TEST_F(Health, DoesNotKnowAServiceThePageDoesNotList) {
    bot.look_up("customer.services",
                R"([{"id": "intune", "name": "Intune", "vendor": "Microsoft"}])");
    EXPECT_EQ(bot.say("/health intune"), "health.not_listed service=Intune vendor=Microsoft");
    EXPECT_EQ(bot.card().tone, Tone::neutral);
    EXPECT_EQ(bot.say("/health"),
              "health.overview customer=Contoso Kft.; health.some_unknown count=1");
}

TEST_F(Health, AsksForAKeptPageAndBuildsTheAddressOfASummary) {
    test::TestBot other{
        "health",
        {{"status_url", "https://status.example"}, {"vendor", "V"}, {"source_name", "S"}}};
    other.look_up("customer.services", test::three_services);
    other.say("/health");
    ASSERT_EQ(other.fetched().size(), 1U);
    EXPECT_EQ(other.fetched()[0].url, url);
    EXPECT_EQ(other.fetched()[0].max_age, std::chrono::seconds{60});
}

TEST_F(Health, ShowsMaintenanceUnderWay) {
    bot.look_up("customer.services",
                R"([{"id": "actions", "name": "Actions", "vendor": "GitHub"}])");
    bot.clock("2020-12-17T01:00:00Z");
    bot.web(url,
            {200, test::file_text(test::page_dir / "github-summary-2020-12-17-maintenance.json")});
    EXPECT_TRUE(says("en", "/health actions")
                    .starts_with("Planned maintenance: Actions. Start: 15 December, 11:00. End: "
                                 "Saturday, 05:00 (Budapest "
                                 "time). During this time the service may be unavailable."));
    EXPECT_EQ(bot.card().tone, Tone::info);
    EXPECT_EQ(bot.say("/health"),
              "health.overview customer=Contoso Kft.; health.all_ok vendor=Microsoft");
}

TEST_F(Health, SurvivesEveryStatusPageFoundInTheWild) {
    bot.look_up("customer.services",
                R"([{"id": "github", "name": "GitHub"}, {"id": "login", "name": "Login"},
        {"id": "claude", "name": "Claude Code"}, {"id": "api", "name": "API"}])");
    for (const auto& folder :
         {test::page_dir, std::filesystem::path{"/work/shared/data/statuspage"}}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator{folder}) {
            bot.web(url, {200, test::file_text(entry.path())});
            for (const auto* line : {"/health", "/health github", "/health login", "/health api"}) {
                const auto said = says("de", line);
                EXPECT_FALSE(said.starts_with("error")) << entry.path() << ": " << said;
            }
        }
    }
}

TEST_F(Health, AnswersOtherPluginsAboutOneServiceOrAll) {
    const auto about = [&](const char* question) {
        return *parse_json(bot.ask("health.lookup", question));
    };
    const auto exchange = about(R"({"service": "exchange-online"})");
    EXPECT_EQ(exchange["state"], "degraded");
    EXPECT_EQ(
        exchange["incident"],
        Json({{"id", "EX1042"}, {"title", "Some e-mails are delayed"}, {"state", "identified"}}));
    EXPECT_EQ(exchange["as_of"], "2026-11-24T09:05:00.000Z");
    const auto teams = about(R"({"service": "Microsoft Teams"})");
    EXPECT_EQ(teams["state"], "ok");
    EXPECT_FALSE(teams.contains("incident"));
    EXPECT_EQ(about("{}")["incident"]["id"], "EX1042");

    bot.web(url, {500, ""});
    EXPECT_EQ(about("{}")["state"], "unknown");
    EXPECT_TRUE(bot.ask("health.lookup", "not json").starts_with("error"));
}

}  // namespace
}  // namespace desk
