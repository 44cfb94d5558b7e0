#include "conversations/words.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

// All lists are from shared/design/texts.md §10.
TEST(Words, ThatAskForAPerson) {
    for (const auto* text : {"Can I talk to someone?",
                             "Connect me with a real person",
                             "Beszélhetnék valakivel?",
                             "Ügyintézőt kérek",
                             "Kapcsoljon egy embert",
                             "Ich möchte mit einem Menschen sprechen",
                             "Kann ich mit jemandem reden?",
                             "person",
                             "Human",
                             "agent!",
                             "operator",
                             "real person",
                             "ember",
                             "Élő ember",
                             "munkatárs",
                             "ügyintéző",
                             "operátor",
                             "Munkatársat kérek",
                             "Mensch",
                             "Person",
                             "Mitarbeiter",
                             "Mitarbeiterin",
                             "jemand vom Team",
                             "Talk to a person",
                             "Mit einem Menschen sprechen",
                             "agent please",
                             "I want to SPEAK with a human",
                             "Kérem, kapcsolja nekem az ügyintézőt",
                             "Verbinden Sie mich mit einem Mitarbeiter"}) {
        EXPECT_TRUE(asks_for_person(text)) << text;
        EXPECT_FALSE(may_ask_for_person(text)) << text;
    }
}

TEST(Words, ThatOnlySoundLikeIt) {
    for (const auto* text :
         {"The mail transport agent reports 4.4.7", "personal mailbox",
          "Someone cannot connect to the VPN", "szeptemberben nem működött", "decemberi számla",
          "emberi erőforrás osztály levelei", "Kérem, állítsák vissza a munkatársam jelszavát",
          "Valaki nem tud kapcsolódni a VPN-hez", "Mitarbeiterpostfach voll",
          "Ein Mitarbeiter kann in Teams nicht sprechen",
          "Menschenrechte-Newsletter kommt nicht an", "", "talk to",
          "mit einem Kunden in Teams sprechen", "keresek egy embert a címtárban"}) {
        EXPECT_FALSE(asks_for_person(text)) << text;
    }
}

TEST(Words, WithANegationAskFirst) {
    for (const auto* text :
         {"I do not want to talk to a person", "Nem kérek munkatársat",
          "Ich will nicht mit einem Menschen sprechen", "I can't talk to someone"}) {
        EXPECT_FALSE(asks_for_person(text)) << text;
        EXPECT_TRUE(may_ask_for_person(text)) << text;
    }
    EXPECT_FALSE(may_ask_for_person("Someone cannot connect to the VPN"));
}

TEST(Words, ThatMeanYesAreTheWholeMessage) {
    for (const auto* text :
         {"yes",         "Y",         "ok",          "Okay.",     "sure",  "right",
          "igen",        "i",         "oké",         "rendben!",  "jó",    "kérem",
          "ja",          "j",         "gern",        "richtig",   "passt", "Yes, please",
          "Igen, kérem", "Ja, bitte", "Megerősítem", "Bestätigen"}) {
        EXPECT_TRUE(means_yes(text)) << text;
        EXPECT_FALSE(means_no(text)) << text;
        EXPECT_FALSE(means_cancel(text)) << text;
    }
    for (const auto* text : {"yes but later", "yesterday", "please", "igenis", "", "?", "bitte"}) {
        EXPECT_FALSE(means_yes(text)) << text;
    }
}

TEST(Words, ThatMeanNoAreTheWholeMessage) {
    for (const auto* text : {"no", "n", "not", "wrong", "nem", "rossz", "nein", "falsch",
                             "Nein, danke", "Nem, köszönöm szépen"}) {
        EXPECT_TRUE(means_no(text)) << text;
        EXPECT_FALSE(means_yes(text)) << text;
    }
    EXPECT_FALSE(means_no("no mail arrives"));
}

TEST(Words, ThatMeanCancelAreTheWholeMessage) {
    for (const auto* text : {"cancel", "Never mind", "forget it", "mégse", "Mégsem", "hagyjuk",
                             "elvetem", "abbrechen", "doch nicht", "vergiss es", "megsem"}) {
        EXPECT_TRUE(means_cancel(text)) << text;
    }
    EXPECT_FALSE(means_cancel("cancel my subscription"));
}

TEST(Words, SurviveAnythingStrangersSend) {
    EXPECT_FALSE(asks_for_person(std::string(100'000, '\'')));
    EXPECT_FALSE(asks_for_person("\xFF\xFE\xC3"));
    EXPECT_FALSE(means_yes(std::string(100'000, 'y')));
}

}  // namespace
}  // namespace desk
