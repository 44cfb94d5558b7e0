#include "conversations/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string family = "👨‍👩‍👧";  // one character to people, 18 bytes

TEST(Utf8, AcceptsWhatUnicodeAllows) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("árvíztűrő tükörfúrógép €"));
    EXPECT_TRUE(is_utf8(family));
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
    EXPECT_TRUE(is_utf8(std::string_view{"\0", 1}));
}

TEST(Utf8, RefusesOverlongSurrogateTooHighAndCutOff) {
    for (const auto* wrong :
         {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\xE2\x82",
          "\xF0\x9F\x98", "\x80", "\xFF", "a\xF5\x80\x80\x80"}) {
        EXPECT_FALSE(is_utf8(wrong)) << wrong;
    }
}

TEST(Controls, AreC0AndC1ButNotLineBreaksAndTabs) {
    EXPECT_FALSE(has_control("two\r\nlines\tand a tab, á, €"));
    EXPECT_TRUE(has_control("\x1b[31m"));
    EXPECT_TRUE(has_control(std::string_view{"\0", 1}));
    EXPECT_TRUE(has_control("\x7F"));
    EXPECT_TRUE(has_control("\xC2\x85"));
    EXPECT_FALSE(has_control("\xC2\xA0"));
}

TEST(Fold, MakesSpellingsOfOneWordEqual) {
    EXPECT_EQ(fold("Őrség Áruház"), "orseg aruhaz");
    EXPECT_EQ(fold("STRASSE"), fold("Straße"));
    EXPECT_EQ(fold("ﬁle"), "file");
    EXPECT_EQ(fold("Cafe\u0301"), "cafe");
    EXPECT_EQ(fold("AZ az [09] 'X'\x01\x7F\n"), "az az [09] 'x'\x01\x7F\n");
    EXPECT_EQ(fold("İstanbul"), "istanbul");
}

TEST(Characters, AreCountedAsCodePoints) {
    EXPECT_EQ(character_count("őű€"), 3U);
    EXPECT_EQ(bytes_of_characters("őű€", 2), 4U);
    EXPECT_EQ(bytes_of_characters("őű€", 9), 7U);
    EXPECT_EQ(character_count("a\xFF"), 2U);
}

TEST(Boundary, NeverLiesInsideACharacterAsPeopleSeeIt) {
    EXPECT_EQ(last_boundary_before("abc", 2), 2U);
    EXPECT_EQ(last_boundary_before("abc", 9), 3U);
    EXPECT_EQ(last_boundary_before("aő", 2), 1U);
    EXPECT_EQ(last_boundary_before("e\u0301x", 2), 0U);
    EXPECT_EQ(last_boundary_before("a\r\nb", 2), 1U);
    for (std::size_t limit = 1; limit < 1 + family.size(); ++limit) {
        EXPECT_EQ(last_boundary_before("a" + family, limit), 1U) << limit;
    }
    EXPECT_EQ(last_boundary_before("", 0), 0U);
}

TEST(Cut, LeavesShortTextAlone) {
    EXPECT_EQ(cut("Minden jó.", 11), "Minden jó.");
}

TEST(Cut, EndsAfterASentenceWhenThatKeepsHalfOfIt) {
    EXPECT_EQ(cut("It began at 08:42 today. Some e-mails arrive late.", 40),
              "It began at 08:42 today.…");
}

TEST(Cut, EndsBeforeAWordOtherwise) {
    EXPECT_EQ(cut("One. And then a very long sentence goes on and on", 30),
              "One. And then a very long…");
}

TEST(Cut, NeverBreaksALinkThatStartsBeforeTheLimit) {
    EXPECT_EQ(cut("Details: https://status.example/incidents/EX1042", 30), "Details:…");
}

TEST(Cut, StaysInsideTheLimitWhateverItIsGiven) {
    const std::string text = "ő" + family + "\xFF\xFE e\u0301e\u0301. Mégis vége. " + family;
    for (std::size_t limit = 0; limit <= text.size(); ++limit) {
        EXPECT_LE(cut(text, limit).size(), limit);
    }
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("őű"), 2U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("日本"), 4U);
    EXPECT_EQ(display_width(family), 2U);
    EXPECT_EQ(display_width("▲ ●"), 3U);
    EXPECT_EQ(display_width("\u202Ea"), 1U);
    EXPECT_EQ(display_width("\xFF"), 1U);
}

TEST(RaiseFirst, RaisesOneCharacterOnly) {
    EXPECT_EQ(raise_first("legkésőbb ma"), "Legkésőbb ma");
    EXPECT_EQ(raise_first("éjjel-nappal"), "Éjjel-nappal");
    EXPECT_EQ(raise_first("5 perc múlva"), "5 perc múlva");
    EXPECT_EQ(raise_first(""), "");
    EXPECT_EQ(raise_first("\xFF"), "\xFF");
}

TEST(Nearest, FindsWhatWasProbablyMeant) {
    const std::vector<std::string> commands{"health", "help", "incident", "language", "price"};
    EXPECT_THAT(nearest("helth", commands, 3), ElementsAre("health", "help"));
    EXPECT_THAT(nearest("PRICE", commands, 3), ElementsAre("price"));
    EXPECT_THAT(nearest("inc", commands, 3), ElementsAre("incident"));
    EXPECT_THAT(nearest("incidnet", commands, 3), ElementsAre("incident"));
    EXPECT_THAT(nearest("helth", commands, 1), ElementsAre("health"));
}

TEST(Nearest, SaysNothingWhenNothingIsNear) {
    const std::vector<std::string> commands{"health", "price"};
    EXPECT_THAT(nearest("zzz", commands, 3), IsEmpty());
    EXPECT_THAT(nearest("", commands, 3), IsEmpty());
    EXPECT_THAT(nearest(std::string(100'000, 'h'), commands, 3), IsEmpty());
}

}  // namespace
}  // namespace desk
