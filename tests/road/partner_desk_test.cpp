// The partner's whole procedure with the shipped plugins, in Hungarian, from "Leállt az Exchange?" to the grade at the end;
// and that nobody hears anything of another customer, whatever they ask for.
#include <gmock/gmock.h>

#include <array>

#include "tests/support/partner_desk.hpp"

namespace desk::test {
namespace {

using std::chrono::minutes;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(PartnerDesk, TellsOfAKnownProblemAndOfItsEnd) {
    summary = status_page("minor", "degraded_performance", status_incident("identified", "Users may experience delays."));
    wait(minutes{2});
    const auto answer = say("anna", "Leállt az Exchange?");
    EXPECT_THAT(answer, HasSubstr("Exchange Online: korlátozottan működik"));
    EXPECT_THAT(answer, HasSubstr("EX1042"));
    EXPECT_THAT(say("anna", "/incident EX1042 subscribe"), HasSubstr("értesítem, amint"));
    EXPECT_EQ(wait(minutes{5}).find("EX1042"), std::string::npos) << "nothing new was said";

    summary = status_page("minor", "degraded_performance", status_incident("monitoring", "A fix is being rolled out."));
    EXPECT_THAT(wait(minutes{5}), HasSubstr("EX1042"));
    summary = status_page("none", "operational", "");
    history = R"({"page":{"id":"p","name":"Microsoft 365"},"incidents":[)" + status_incident("resolved", "Fixed.", "\"2025-11-24T16:00:00Z\"") + "]}";
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
