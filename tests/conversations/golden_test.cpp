// The golden answers of shared/design/texts.md §8 whose texts are the core's, sentence by sentence.
#include "conversations/language/wording.hpp"
#include "conversations/timestamp.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

struct Golden : testing::Test {
    const Wording wording{*core_catalogue()};
    Time now = *read_timestamp("2026-11-24T10:05:00+01:00");

    std::string say(const char* language, const std::vector<Phrase>& sentences) const {
        const auto text = wording.write(sentences, {language, "Europe/Budapest", now});
        return text ? *text : "error: " + text.error().what;
    }
};

TEST_F(Golden, G16HandOver) {
    const std::vector<Phrase> said{
        {"person.handover"},
        {"person.can_see", {{"person", PersonName{"Kata", "Pál"}}, {"team", "Exchange"}}},
        {"person.wait", {{"duration", Span{std::chrono::minutes{4}}}}},
        {"person.by_mail"}};
    EXPECT_EQ(
        say("en", said),
        "I am handing you over to a colleague. Kata Pál (Exchange) can see our whole conversation, "
        "so you do not have to repeat anything. Waiting time: about 4 minutes. If you leave, the "
        "reply will come by e-mail.");
    EXPECT_EQ(
        say("hu", said),
        "Átadom a beszélgetést egy munkatársunknak. Pál Kata (Exchange) az eddigi üzeneteket is "
        "látja, így semmit sem kell megismételnie. Várakozási idő: körülbelül 4 perc. Ha közben "
        "kilép, e-mailben válaszolunk.");
    EXPECT_EQ(
        say("de", said),
        "Ich übergebe das Gespräch an unser Team. Kata Pál (Exchange) sieht den bisherigen "
        "Verlauf, Sie müssen also nichts wiederholen. Wartezeit: etwa 4 Minuten. Wenn Sie den "
        "Chat verlassen, antworten wir per E-Mail.");
}

TEST_F(Golden, G17NobodyFreeYet) {
    EXPECT_EQ(
        say("en", {{"person.calling"}}),
        "I am calling a colleague, who will see our whole conversation. I will tell you as soon "
        "as somebody takes over.");
    EXPECT_EQ(say("hu", {{"person.calling"}}),
              "Szólok egy munkatársunknak, aki az eddigi üzeneteket is látni fogja. Jelzem, amint "
              "valaki átvette a beszélgetést.");
    EXPECT_EQ(
        say("de", {{"person.calling"}}),
        "Ich hole jemanden aus unserem Team dazu; der bisherige Verlauf ist dort sichtbar. Ich "
        "melde mich, sobald jemand übernimmt.");
}

TEST_F(Golden, G18DeskClosed) {
    now = *read_timestamp("2026-11-28T11:00:00+01:00");
    const Time monday = *read_timestamp("2026-11-30T09:00:00+01:00");
    const std::vector<Phrase> said{
        {"desk.closed", {{"hours", Hours{{{1, 5, 480, 1020}}}}, {"zone", Zone{"Europe/Budapest"}}}},
        {"desk.saved", {{"deadline", When{monday, TimeStyle::deadline}}}},
        {"desk.urgent", {{"phone", "+36 1 555 0100"}}}};
    EXPECT_EQ(
        say("en", said),
        "Our desk is closed now. Support hours: Monday to Friday 08:00–17:00 (Budapest time). "
        "Your question is saved; we reply by 09:00 on Monday. If a whole service is down, please "
        "call us: +36 1 555 0100.");
    EXPECT_EQ(
        say("hu", said),
        "Ügyfélszolgálatunk most nem elérhető. Ügyfélszolgálati idő: hétfőtől péntekig 8:00–17:00 "
        "(budapesti idő). Kérdését rögzítettük, legkésőbb hétfőn 9:00-ig válaszolunk. Ha egy egész "
        "szolgáltatás leállt, kérjük, hívjon bennünket: +36 1 555 0100.");
    EXPECT_EQ(
        say("de", said),
        "Unser Support ist zurzeit nicht besetzt. Servicezeiten: Montag bis Freitag, 08:00–17:00 "
        "Uhr (Budapester Zeit). Ihre Frage ist gespeichert; wir antworten spätestens am Montag um "
        "09:00 Uhr. Wenn ein ganzer Dienst ausgefallen ist, rufen Sie uns bitte an: +36 1 555 "
        "0100.");
}

TEST_F(Golden, G19Greeting) {
    const std::vector<Phrase> said{{"bot.greeting", {{"desk", "Contoso Partner"}}}};
    EXPECT_EQ(say("en", said),
              "Hello! I am the chatbot of Contoso Partner and answer automatically. Ask me about "
              "outages, prices or your requests. You can talk to a person at any time.");
    EXPECT_EQ(
        say("hu", said),
        "Üdvözlöm! A Contoso Partner chatbotja vagyok, automatikusan válaszolok. Kérdezhet "
        "hibákról, díjakról vagy a bejelentéseiről, és bármikor kérheti, hogy egy munkatársunk "
        "vegye át a beszélgetést.");
    EXPECT_EQ(
        say("de", said),
        "Guten Tag! Ich bin der Chatbot von Contoso Partner und antworte automatisch. Fragen Sie "
        "mich nach Störungen, Preisen oder Ihren Anfragen. Sie können jederzeit mit einem "
        "Menschen sprechen.");
}

TEST_F(Golden, G20NotUnderstood) {
    EXPECT_EQ(say("en", {{"bot.not_understood"}}),
              "I am not sure I understood. Did you mean one of these?");
    EXPECT_EQ(say("hu", {{"bot.second_miss"}}),
              "Nem szeretném rabolni az idejét. Szóljak egy munkatársunknak?");
    EXPECT_EQ(say("de", {{"bot.second_miss"}}),
              "Ich möchte Sie nicht aufhalten. Soll ich jemanden aus unserem Team dazuholen?");
}

TEST_F(Golden, G21Late) {
    EXPECT_EQ(
        say("hu", {{"bot.late"}}),
        "Elnézést kérek, ezt nem sikerült időben elintéznem. Egy munkatársunk átveszi, Önnek nem "
        "kell újra írnia.");
}

TEST_F(Golden, G22UnknownCommand) {
    const std::vector<Phrase> said{
        {"err.unknown_command",
         {{"text", "/helth"}, {"choice", List{{"/health"}, ListStyle::any}}}}};
    EXPECT_EQ(say("en", said), "I do not know the command “/helth”. Did you mean /health?");
    EXPECT_EQ(say("hu", said), "A „/helth” parancsot nem ismerem. Erre gondolt: /health?");
    EXPECT_EQ(say("de", said), "Den Befehl „/helth“ kenne ich nicht. Meinten Sie /health?");
    EXPECT_EQ(say("en", {{"err.denied"}}), "This command is for the support team only.");
}

TEST_F(Golden, G27AgentsAcknowledgements) {
    const Phrase taken{"duty.taken", {{"id", "#1071"}, {"customer", "Contoso Kft."}}};
    const Phrase lost{"duty.lost", {{"person", PersonName{"Bence", "Tóth"}}}};
    EXPECT_EQ(say("en", {taken}),
              "You have taken conversation #1071 (Contoso Kft.). The bot is silent now.");
    EXPECT_EQ(
        say("hu", {taken}),
        "Az #1071 számú beszélgetést Ön vette át (Contoso Kft.). A bot mostantól nem válaszol.");
    EXPECT_EQ(
        say("de", {taken}),
        "Sie haben das Gespräch #1071 übernommen (Contoso Kft.). Der Bot antwortet jetzt nicht "
        "mehr.");
    EXPECT_EQ(say("hu", {lost}), "Ezt a beszélgetést az imént Tóth Bence vette át.");
    EXPECT_EQ(say("en", {{"duty.resolved", {{"id", "#1071"}}}}), "Conversation #1071 is resolved.");
}

TEST_F(Golden, G28SecurityMatter) {
    EXPECT_EQ(
        say("de", {{"bot.red_flag"}}),
        "Das könnte ein Sicherheitsvorfall sein, deshalb hole ich sofort jemanden aus unserem "
        "Team dazu. Bitte ändern und löschen Sie bis dahin nichts.");
}

}  // namespace
}  // namespace desk
