#include "bot/understanding/spelled_text.hpp"

#include <gtest/gtest.h>

namespace {

std::string plain(std::string_view text) {
    const auto words = desk::spelled(text);
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i) result += (i > 0 ? "|" : "") + std::string{words.word(i)};
    return result;
}

TEST(SpelledText, IsTheSameHoweverTheMessageIsDecorated) {
    struct Case {
        std::string_view text, plain;
    };
    for (const auto& [text, expected] :
         {Case{"Leállt az Exchange?", "leallt|az|exchange|?"}, Case{"LEÁLLT  AZ\nEXCHANGE ?", "leallt|az|exchange|?"},
          Case{"ŐRÜLJÖN fűnyíró", "oruljon|funyiro"}, Case{"o\xCC\x8Bru\xCC\x88lt", "orult"},  // combining marks
          Case{"q\xCC\x88uick", "quick"},                     // a mark that never joins its letter
          Case{"ｅｘｃｈａｎｇｅ ﬁle ①", "exchange|file|1"},  // compatibility forms
          Case{"ex\xE2\x80\x8B"
               "change te\xC2\xAD"
               "ams",
               "exchange|teams"},  // zero-width space, soft hyphen
          Case{"\xE2\x80\xAE"
               "exchange\xE2\x80\xAC \xE2\x81\xA6teams\xE2\x81\xA9",
               "exchange|teams"},  // direction marks
          Case{"Straße, groß", "strasse|gross"}, Case{"don't, d’accord", "don't|d'accord"},
          Case{"EX1042-ről; a@b.example", "ex1042|rol|a|b|example"}, Case{"👍 ok", "👍|ok"}, Case{"", ""},
          Case{" \t\n...!!", ""}}) {
        EXPECT_EQ(plain(text), expected) << text;
    }
}

TEST(SpelledText, KeepsAccentsForTellingLanguagesApart) {
    const auto words = desk::spelled("ŐRÜLT Käse");
    EXPECT_EQ(words.accented(0), "őrült");
    EXPECT_EQ(words.accented(1), "käse");
}

TEST(SpelledText, SaysWhatStandsBetweenWords) {
    const auto words = desk::spelled("SR-1042 am 24.11. #7");
    EXPECT_TRUE(words.places[1].is_joined);
    EXPECT_EQ(words.places[1].before, '-');
    EXPECT_FALSE(words.places[2].is_joined);
    EXPECT_EQ(words.places[4].after, '.');
    EXPECT_EQ(words.places[5].before, '#');
    EXPECT_EQ(words.words(0, 3), "sr-1042 am");
}

TEST(SpelledText, ReadsNoMoreThanItsLimit) {
    EXPECT_FALSE(desk::spelled(std::string(2'000, 'a')).was_cut);
    const auto cut = desk::spelled(std::string(30'000, 'a'));
    EXPECT_TRUE(cut.was_cut);
    EXPECT_EQ(cut.plain.size(), 2'000U);
    std::string accented;
    for (int i = 0; i < 3'000; ++i) accented += "ő";
    EXPECT_TRUE(desk::spelled(accented).was_cut);
    EXPECT_EQ(desk::spelled(accented).plain.size(), 2'000U);
}

TEST(SpelledText, TakesWrongBytesForNoLetters) {
    EXPECT_EQ(plain("exchange\xFF\xC3 teams"), "exchange|teams");
    EXPECT_EQ(plain(std::string_view{"a\0b", 3}), "a|b");
}

}  // namespace
