#include "conversations/language/wording.hpp"

#include "conversations/card.hpp"
#include "conversations/card_text.hpp"
#include "conversations/language/choose.hpp"
#include "conversations/timestamp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace desk {
namespace {

// The scene of texts.md §8: Tuesday 24 November 2026, 10:05 in Budapest.
Time at(std::string_view text) {
    return *read_timestamp(text);
}
Time budapest(std::string_view text) {
    return at(std::string{text} + ":00+01:00");
}
const Time now = budapest("2026-11-24T10:05");

Wording::Reader reader(const char* language, Time when = now) {
    return {language, "Europe/Budapest", when};
}

const Wording& core() {
    static const Wording wording{*core_catalogue()};
    return wording;
}

std::string said(const char* language, const Phrase& phrase) {
    const auto text = core().write(phrase, reader(language));
    return text ? *text : "error: " + text.error().what;
}

TEST(Wording, PutsAnArticleBeforeAHungarianValue) {
    EXPECT_EQ(said("hu", {"duty.resolved", {{"id", "#1071"}}}),
              "Az #1071 számú beszélgetés lezárva.");
    EXPECT_EQ(said("hu", {"duty.resolved", {{"id", "#988"}}}), "A #988 számú beszélgetés lezárva.");
}

TEST(Wording, DropsOneOfTwoPeriods) {
    EXPECT_EQ(said("en", {"duty.lost", {{"person", "Contoso Kft."}}}),
              "Contoso Kft. has just taken this conversation.");
    EXPECT_EQ(said("en", {"person.wait", {{"duration", "2 Std."}}}), "Waiting time: about 2 Std.");
    EXPECT_EQ(said("en", {"bot.language_unknown", {{"list", "wait…"}}}), "I can write in: wait….");
}

TEST(Wording, RaisesASentenceThatBeginsWithATime) {
    using namespace std::chrono_literals;
    const auto wording = core().with_plugin(
        *Catalogue::load({{"en", R"({"x": "{deadline} we answer.", "y": "{text} stays."})"},
                          {"hu", R"({"x": "{deadline} válaszolunk.", "y": "{text} marad."})"},
                          {"de", R"({"x": "{deadline} antworten wir.", "y": "{text} bleibt."})"}}));
    const Phrase phrase{"x",
                        {{"deadline", When{budapest("2026-11-24T14:00"), TimeStyle::deadline}}}};
    EXPECT_EQ(*wording.write(phrase, reader("hu")), "Legkésőbb ma 14:00-ig válaszolunk.");
    EXPECT_EQ(*wording.write(phrase, reader("de")), "Spätestens heute um 14:00 Uhr antworten wir.");
    EXPECT_EQ(*wording.write(Phrase{"y", {{"text", "iPhone"}}}, reader("en")), "iPhone stays.");
    EXPECT_EQ(said("hu", {"person.still_waiting", {{"in", Span{5min, SpanStyle::in}}}}),
              "Még várakozik, nem feledkeztünk meg Önről. 5 perc múlva ismét jelentkezem.");
}

TEST(Wording, ChoosesThePluralForm) {
    const auto wording = core().with_plugin(
        *Catalogue::load(
            {{"en", R"({"x": {"one": "{count} user", "other": "{count} users"}})"},
             {"hu", R"({"x": {"other": "{count} felhasználó"}})"},
             {"de", R"({"x": {"one": "{count} Konto", "other": "{count} Konten"}})"}}));
    const auto with = [&](const char* language, int count) {
        return *wording.write(Phrase{"x", {{"count", count}}}, reader(language));
    };
    EXPECT_EQ(with("en", 1), "1 user");
    EXPECT_EQ(with("en", 0), "0 users");
    EXPECT_EQ(with("en", 1001), "1,001 users");
    EXPECT_EQ(with("hu", 1), "1 felhasználó");
    EXPECT_EQ(with("de", 1), "1 Konto");
    EXPECT_EQ(with("de", 2), "2 Konten");
}

TEST(Wording, PrefersThePluginsTexts) {
    const auto* own = R"({"common.person": "x"})";
    const auto wording = core().with_plugin(*Catalogue::load({{"en", own}, {"hu", own}, {"de", own}}));
    EXPECT_EQ(*wording.write(Phrase{"common.person"}, reader("hu")), "x");
    EXPECT_EQ(*wording.write(Phrase{"common.yes"}, reader("hu")), "Igen");
    EXPECT_NE(*core().write(Phrase{"common.person"}, reader("hu")), "x") << "the core's stay as they are";
}

TEST(Wording, RefusesAPhraseItCannotWrite) {
    EXPECT_EQ(core().write(Phrase{"no.such"}, reader("en")).error().code, ErrorCode::invalid);
    EXPECT_EQ(said("en", {"no.such"}), "error: no text \"no.such\"");
    EXPECT_EQ(said("en", {"common.text"}), "error: common.text: no value for {text}");
    Phrase deep{"common.text", {{"text", "x"}}};
    for (int i = 0; i < 20; ++i) deep = Phrase{"common.text", {{"text", deep}}};
    EXPECT_EQ(said("en", deep), "error: common.text: nested too deep");
}

TEST(Wording, AnswersInEnglishWhereItKnowsNoLanguage) {
    EXPECT_EQ(said("fr", {"common.yes"}), "Yes");
    EXPECT_EQ(said("", {"common.yes"}), "Yes");
}

// texts.md §11.8: shown as it is, whatever it looks like.
TEST(Wording, NeverReadsMarkUpInValues) {
    for (const std::string name :
         {"**x**", "<b>", "{az:id}", "{text}", "&amp;", "[a](b)", "`x`", "..", "a\u0301"}) {
        EXPECT_EQ(said("en", {"common.text", {{"text", name}}}), name);
        EXPECT_EQ(said("hu", {"common.quote", {{"text", name}}}), "„" + name + "”");
    }
    std::string marks = "x";
    for (int i = 0; i < 300; ++i) marks += "\u0301";
    EXPECT_EQ(said("en", {"common.text", {{"text", marks}}}), marks);
}

TEST(Wording, TakesOutWhatWouldTurnTheTextAround) {
    EXPECT_EQ(said("en", {"common.text", {{"text", "a\u202Eb\u2066c\u2069d\u200B"}}}),
              "abcd\u200B");
    EXPECT_EQ(said("en", {"common.text", {{"text", std::string{"a\0b\x1b[1m\n", 8}}}}), "ab[1m\n");
}

Card sample_card() {
    Card card;
    card.kind = "sample";
    card.tone = Tone::warn;
    card.title = {"common.text", {{"text", "Exchange Online"}}};
    card.text = {{"bot.late"}, {"common.text", {{"text", "Contoso Kft."}}}};
    card.facts = {{{"common.text", {{"text", "Due"}}},
                   When{budapest("2026-11-24T14:00"), TimeStyle::deadline}}};
    card.actions = {{{"common.person"}, "/person"}, {{"common.yes"}, ""}};
    card.source = Source{"Microsoft 365", now};
    return card;
}

TEST(Cards, AreShownInTheReadersWords) {
    const auto shown = *core().show(sample_card(), reader("hu"));
    EXPECT_EQ(shown.language, "hu");
    EXPECT_EQ(shown.tone, Tone::warn);
    EXPECT_EQ(shown.title, "Exchange Online");
    EXPECT_EQ(shown.facts.front().value, "legkésőbb ma 14:00-ig");
    EXPECT_EQ(shown.actions.at(0).id, "a1");
    EXPECT_EQ(shown.actions.at(0).command, "/person");
    EXPECT_EQ(shown.actions.at(1).id, "a2");
    EXPECT_EQ(shown.source, "Microsoft 365, ellenőrizve ma 10:05-kor");
}

TEST(Cards, HaveAPlainTextThatSaysEverything) {
    EXPECT_EQ(card_text(*core().show(sample_card(), reader("en"))),
              "▲ Exchange Online\n"
              "I am sorry, I could not finish this in time. A colleague will take over; you do not "
              "need to write again. Contoso Kft.\n"
              "Due: by 14:00 today\n"
              "1. Talk to a person\n"
              "2. Yes\n"
              "⌁ Microsoft 365, checked at 10:05 today");
    ShownCard bare;
    bare.title = "Support";
    EXPECT_EQ(card_text(bare), "Support");
}

TEST(Cards, BeyondTheirLimitsAreRefused) {
    const auto refusal = [](const Card& card) {
        const auto shown = core().show(card, reader("en"));
        return shown ? std::string{} : shown.error().what;
    };
    auto card = sample_card();
    card.title = {"common.text", {{"text", std::string(120, 'x')}}};
    EXPECT_EQ(refusal(card), "");
    card.title = {"common.text", {{"text", std::string(121, 'x')}}};
    EXPECT_EQ(refusal(card), "card: characters of the title: 121, at most 120");
    card = sample_card();
    card.text = {{"common.text", {{"text", std::string(1201, 'x')}}}};
    EXPECT_EQ(refusal(card), "card: characters of the text: 1201, at most 1200");
    card = sample_card();
    card.facts.resize(11, card.facts.front());
    EXPECT_EQ(refusal(card), "card: facts: 11, at most 10");
    card = sample_card();
    card.actions.resize(6, card.actions.front());
    EXPECT_EQ(refusal(card), "card: actions: 6, at most 5");
    card = sample_card();
    card.actions.front().command = "/person\n/price";
    EXPECT_NE(refusal(card), "");
    card.actions.front().command = std::string(600, 'x');
    EXPECT_NE(refusal(card), "");
    EXPECT_EQ(refusal(Card{}), "card: nothing on it");
}

TEST(Cards, WithLongValuesAreCutNotRefused) {
    auto card = sample_card();
    card.facts.front().value = std::string(301, 'x');
    card.actions.front().label = {"common.text", {{"text", std::string(50, 'y')}}};
    const auto shown = *core().show(card, reader("en"));
    EXPECT_EQ(shown.facts.front().value, std::string(299, 'x') + "…");
    EXPECT_EQ(shown.actions.front().label, std::string(39, 'y') + "…");
}

TEST(ChooseLanguage, TakesTheFirstHintTheDeskSpeaks) {
    const std::vector<std::string> spoken{"en", "hu", "de"};
    EXPECT_EQ(choose_language({}, spoken), "en");
    EXPECT_EQ(choose_language({.customer = "hu"}, spoken), "hu");
    EXPECT_EQ(choose_language({.detected = "de", .customer = "hu"}, spoken), "de");
    EXPECT_EQ(choose_language({.platform = "hu-HU", .detected = "de"}, spoken), "hu");
    EXPECT_EQ(choose_language({.contact = "DE", .platform = "hu"}, spoken), "de");
    EXPECT_EQ(choose_language({.chosen = "en", .contact = "de"}, spoken), "en");
    EXPECT_EQ(choose_language({.chosen = "fr", .platform = "fr-CA", .customer = "hu"}, spoken),
              "hu");
    EXPECT_EQ(choose_language({.chosen = "hu"}, {}), "en");
}

}  // namespace
}  // namespace desk
