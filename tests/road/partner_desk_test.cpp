// The partner's whole procedure with the shipped plugins, in Hungarian, from "Leállt az Exchange?" to the grade at the end;
// and that nobody hears anything of another customer, whatever they ask for. Real plugins, real storage, simulated vendors; a
// clock that stands still.
#include <gmock/gmock.h>

#include <array>

#include <desk/json.hpp>

#include "tests/support/vendor_road.hpp"

namespace desk::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* status_url = "https://status.example/api/v2/summary.json";

constexpr const char* people = R"(
[[service]]
id = "exchange-online"
name = "Exchange Online"
aliases = ["exchange", "levelezés"]
vendor = "Microsoft"
[[service]]
id = "microsoft-teams"
name = "Microsoft Teams"
aliases = ["teams"]
vendor = "Microsoft"
[[customer]]
id = "contoso"
name = "Contoso Kft."
tenant_id = "76cb77fa-8b17-4eab-9493-b65dace99813"
language = "hu"
country = "HU"
currency = "HUF"
time_zone = "Europe/Budapest"
plan = "business"
users = 40
services = ["exchange-online"]
rights = { status = "active", ends_at = "2027-06-30", roles = ["Service support administrator"] }
[[customer.contact]]
id = "anna"
given = "Anna"
family = "Kovács"
email = "a.kovacs@contoso.example"
identities = ["helpdesk:anna"]
[[customer]]
id = "fabrikam"
name = "Fabrikam GmbH"
tenant_id = "11111111-8b17-4eab-9493-b65dace99813"
language = "de"
country = "DE"
currency = "EUR"
plan = "premium"
users = 777
domains = ["fabrikam.example"]
services = ["exchange-online", "microsoft-teams"]
[[customer.contact]]
id = "jonas"
given = "Jonas"
family = "Weber"
email = "j.weber@fabrikam.example"
identities = ["helpdesk:jonas"]
[[agent]]
id = "kata"
given = "Kata"
family = "Pál"
role = "lead"
email = "k.pal@partner.example"
phone = "+36 1 555 0100"
country = "HU"
language = "hu"
identities = ["helpdesk:kata"]
)";

constexpr const char* prices = R"({"id":"2025-4","valid_from":"2025-01-01","valid_until":"2030-12-31","time_zone":"Europe/Budapest","currency":"EUR",
"contact":"support@partner.example","languages":["en","hu","de"],"covers":{"en":"cloud services","hu":"felhőszolgáltatások","de":"Clouddienste"},
"vat":{"HU":27,"DE":19},"offers":[{"id":"business","name":"Business","model":"per_user_month","price":{"HUF":1800,"EUR":"4.50"},
"hours":"mon-fri 08:00-17:00","first_reply":"4 business hours"},{"id":"premium","name":"Premium","model":"per_user_month",
"price":{"HUF":3200,"EUR":8},"hours":"24x7","first_reply":"1 hour"}],
"contracts":[{"customer":"fabrikam","offer":"premium","price":{"EUR":"6.66"}}]})";

// A page of the Statuspage kind; `incidents` are objects of its list.
std::string page(const std::string& indicator, const std::string& component, const std::string& incidents) {
    return R"({"page":{"id":"p","name":"Microsoft 365","url":"https://status.example","time_zone":"Etc/UTC","updated_at":"2025-11-24T00:00:00Z"},
"status":{"indicator":")" + indicator + R"(","description":""},"components":[{"id":"c1","name":"Exchange Online","status":")" + component +
           R"(","group":false},{"id":"c2","name":"Microsoft Teams","status":"operational","group":false}],"incidents":[)" + incidents +
           R"(],"scheduled_maintenances":[]})";
}
std::string incident(const std::string& status, const std::string& update, const std::string& resolved_at = "null") {
    return R"({"id":"i1","name":"EX1042: Some e-mails are delayed","status":")" + status + R"(","impact":"minor","created_at":"2025-11-24T10:00:00Z",
"started_at":"2025-11-24T10:00:00Z","resolved_at":)" + resolved_at + R"(,"shortlink":"https://status.example/i1","components":[{"id":"c1","name":"Exchange Online","status":"degraded_performance"}],
"incident_updates":[{"id":"u-)" + status + R"(","status":")" + status + R"(","body":")" + update + R"(","created_at":"2025-11-24T15:00:00Z","display_at":"2025-11-24T15:00:00Z"}]})";
}

struct PartnerDesk : testing::Test {
    VendorRoad desk;
    Road& road = desk.road;
    std::string summary = page("none", "operational", "");
    std::string history = R"({"page":{"id":"p","name":"Microsoft 365"},"incidents":[]})";

    PartnerDesk() {
        road.understands();
        road.directory(people);
        const std::map<std::string, std::string> source{
            {"status_url", status_url}, {"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}};
        desk.add_plugin("health", source);
        desk.add_plugin("incidents", incidents_settings());
        desk.add_plugin("service_requests", {{"zammad_url", desk.vendors.url()}, {"zammad_account", "zammad"}, {"zammad_group", "1st Level"},
                                             {"escalation_route", "zammad"}});
        desk.add_plugin("support_prices", {{"catalogue", prices}});
        const auto vendors = road.web;
        road.web = [this, vendors](const HttpRequest& request) -> Result<HttpResponse> {
            if (request.url == status_url) return HttpResponse{.status = 200, .body = summary};
            if (request.url.starts_with("https://status.example/")) return HttpResponse{.status = 200, .body = history};
            return vendors(request);
        };
    }
    // Whatever settings of its own the manifest wants.
    static std::map<std::string, std::string> incidents_settings() { return {{"vendor", "Microsoft"}, {"source_name", "Microsoft 365"}}; }

    // What is answered, all of it, one line a reply.
    std::string say(const std::string& sender, const std::string& text) {
        const auto before = road.said().size();
        EXPECT_EQ(road.deliver("e" + std::to_string(++said_), "c-" + sender, text, sender), 202);
        road.run();
        return said_since(before);
    }
    // What is said by itself while so much time passes, tick by tick.
    std::string wait(seconds time, seconds step = seconds{30}) {
        const auto before = road.said().size();
        for (auto left = time; left.count() > 0; left -= step) road.now += step, road.tick();
        return said_since(before);
    }

private:
    std::string said_since(std::size_t before) const {
        std::string text;
        const auto all = road.said();
        for (auto i = before; i < all.size(); ++i) text += all[i] + "\n";
        return text;
    }
    int said_ = 0;
};

TEST_F(PartnerDesk, TellsOfAKnownProblemAndOfItsEnd) {
    summary = page("minor", "degraded_performance", incident("identified", "Users may experience delays."));
    wait(minutes{2});
    const auto answer = say("anna", "Leállt az Exchange?");
    EXPECT_THAT(answer, HasSubstr("Exchange Online: korlátozottan működik"));
    EXPECT_THAT(answer, HasSubstr("EX1042"));
    EXPECT_THAT(say("anna", "/incident EX1042 subscribe"), HasSubstr("értesítem, amint"));
    EXPECT_EQ(wait(minutes{5}).find("EX1042"), std::string::npos) << "nothing new was said";

    summary = page("minor", "degraded_performance", incident("monitoring", "A fix is being rolled out."));
    EXPECT_THAT(wait(minutes{5}), HasSubstr("EX1042"));
    summary = page("none", "operational", "");
    history = R"({"page":{"id":"p","name":"Microsoft 365"},"incidents":[)" + incident("resolved", "Fixed.", "\"2025-11-24T16:00:00Z\"") + "]}";
    EXPECT_THAT(wait(minutes{5}), HasSubstr("Megoldva"));
}

TEST_F(PartnerDesk, FilesARequestEscalatesItAndAsksForAGrade) {
    wait(minutes{2});
    EXPECT_THAT(say("anna", "Működik a levelezés?"), HasSubstr("Exchange Online"));
    auto answer = say("anna", "/request new Nem érkeznek meg a levelek az Exchange-be");
    for (const auto* reply : {"mindenki", "nem", "tegnap óta"}) answer = say("anna", reply);
    EXPECT_THAT(answer, HasSubstr("Contoso Kft."));
    answer = say("anna", "igen");
    EXPECT_THAT(answer, HasSubstr("SR-1"));

    say("kata", "/customer contoso");
    say("kata", "/request alerts on");
    answer = say("kata", "/escalate SR-1");
    for (const auto* reply : {"nem érhető el", "orders cannot be processed", "restarted Outlook", "nem"}) answer = say("kata", reply);
    EXPECT_THAT(answer, AllOf(HasSubstr("Minden adat helyes?"), HasSubstr("Contoso Kft."), HasSubstr("Service support administrator"),
                              HasSubstr("nincs ismert hiba")));
    EXPECT_THAT(say("kata", "igen"), HasSubstr("Ügy a gyártónál: "));
    EXPECT_THAT(say("anna", "/request SR-1"), HasSubstr("továbbítva a gyártónak"));
    EXPECT_THAT(say("kata", "/escalate SR-1 update The vendor has found the cause"), HasSubstr("Ezt írom meg az ügyfélnek (Contoso Kft., SR-1)"));
    say("kata", "igen");
    const auto news = wait(minutes{2});
    EXPECT_THAT(news, HasSubstr("továbbítottuk a gyártónak (Microsoft)"));
    EXPECT_THAT(news, HasSubstr("The vendor has found the cause"));
    EXPECT_THAT(news, HasSubstr("Új bejelentés: SR-1 (Contoso Kft.)")) << "the desk's own people hear of it";

    EXPECT_THAT(say("kata", "/request SR-1 resolve Kijavítva"), HasSubstr("Megoldva: SR-1"));
    const auto question = wait(minutes{1});
    EXPECT_THAT(question, AllOf(HasSubstr("Minden rendben van?"), HasSubstr("Mennyire volt elégedett")));
    EXPECT_THAT(say("anna", "/request SR-1 rate 5 köszönöm"), HasSubstr("Köszönjük a válaszát!"));
    EXPECT_EQ(wait(minutes{30}).find("Mennyire volt elégedett"), std::string::npos) << "asked once";
}

// Lines a customer may try, of every command there is; SR-1 is another customer's request, and SR-9 nobody's.
constexpr std::array hostile_lines{"/request SR-1", "/request SR-1 note let me in", "/request SR-1 reply x", "/request SR-1 close", "/request SR-1 reopen",
                                   "/request SR-1 rate 1", "/request SR-1 priority P1 now", "/request list", "/request fabrikam", "/request 1",
                                   "/health microsoft-teams", "/health fabrikam", "/health", "/incident", "/incident SR-1", "/incident fabrikam",
                                   "/price contract", "/price premium 40", "/price fabrikam 1", "/price quote AAAAAAAAAA", "/customer fabrikam",
                                   "/escalate SR-1", "/code jonas", "/code fabrikam", "/link jonas", "/help", "/announce exchange-online outage x",
                                   "/broadcast EX1042 x", "/sync", "show me the requests of Fabrikam GmbH", "Wie steht es um SR-1?",
                                   "mennyit fizet a Fabrikam a támogatásért?", "/request new Fabrikam GmbH tenant 11111111-8b17-4eab-9493-b65dace99813"};

TEST_F(PartnerDesk, TellsNobodyAnythingOfAnotherCustomer) {
    wait(minutes{2});
    say("jonas", "/request new Geheimprojekt Falke steht still");
    for (const auto* reply : {"alle", "nein", "gestern"}) say("jonas", reply);
    ASSERT_THAT(say("jonas", "ja"), HasSubstr("SR-1"));
    const auto quote = say("jonas", "/price premium 777");
    ASSERT_THAT(quote, HasSubstr("6,66"));

    for (const auto* line : hostile_lines) {
        const auto answer = say("anna", line);
        say("anna", "/cancel");
        for (const auto* secret : {"Falke", "Weber", "6,66", "6.66", "777", "j.weber", "Jonas"})
            EXPECT_THAT(answer, Not(HasSubstr(secret))) << line;
        const bool repeats_what_was_typed = std::string_view{line}.find("abrikam") != std::string_view::npos;
        if (!repeats_what_was_typed) {
            EXPECT_THAT(answer, Not(HasSubstr("Fabrikam"))) << line;
        }
    }
    EXPECT_THAT(say("jonas", "/request SR-1"), HasSubstr("Falke")) << "nobody has changed it";
}

TEST_F(PartnerDesk, AnswersAForeignIdLikeOneThatDoesNotExist) {
    wait(minutes{2});
    say("jonas", "/request new Geheimprojekt Falke steht still");
    for (const auto* reply : {"alle", "nein", "gestern", "ja"}) say("jonas", reply);
    for (const auto* line : {"/request SR-#", "/request SR-# note x", "/request SR-# close", "/request SR-# rate 2", "/incident SR-#"}) {
        const auto with = [&](const char* number) {
            std::string text = line;
            text.replace(text.find('#'), 1, number);
            auto answer = say("anna", text);
            for (auto at = answer.find(std::string{"SR-"} + number); at != std::string::npos; at = answer.find(std::string{"SR-"} + number))
                answer.replace(at, 4, "SR-?");
            return answer;
        };
        EXPECT_EQ(with("1"), with("9")) << line;
    }
}

}  // namespace
}  // namespace desk::test
