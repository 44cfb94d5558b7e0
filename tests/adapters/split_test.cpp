#include "adapters/split.hpp"

#include "conversations/text.hpp"

#include <random>

namespace desk {
namespace {

using Parts = std::vector<std::string>;

std::string joined(const Parts& parts) {
    std::string text;
    for (const auto& part : parts) text += part;
    return text;
}

TEST(SplitReply, LeavesAShortTextAlone) {
    EXPECT_EQ(split_reply("Hello.", 6), Parts{"Hello."});
    EXPECT_EQ(split_reply("", 6), Parts{""});
}

TEST(SplitReply, CutsAfterAParagraphThenASentenceThenAWord) {
    EXPECT_EQ(split_reply("One two.\n\nThree. Four", 16), (Parts{"One two.\n\n", "Three. Four"}));
    EXPECT_EQ(split_reply("One two. Three four five", 15), (Parts{"One two. ", "Three four five"}));
    EXPECT_EQ(split_reply("alpha beta gamma", 12), (Parts{"alpha beta ", "gamma"}));
    EXPECT_EQ(split_reply("aaaaaaaaaa", 4), (Parts{"aaaa", "aaaa", "aa"}));
}

TEST(SplitReply, CutsNoCharacterInTwo) {
    const std::string family = "👨‍👩‍👧";  // five code points
    EXPECT_EQ(split_reply("ab" + family + "cd", 5), (Parts{"ab", family, "cd"}));
    EXPECT_EQ(split_reply("aáé", 2), (Parts{"aá", "é"}));
    EXPECT_EQ(split_reply("ab \u0301cd", 3), (Parts{"ab", " \u0301c", "d"}));
}

TEST(SplitReply, GoesOnWhereOneCharacterIsLongerThanAPart) {
    const auto parts = split_reply("👨‍👩‍👧", 2);
    EXPECT_EQ(joined(parts), "👨‍👩‍👧");
    for (const auto& part : parts) EXPECT_TRUE(is_utf8(part));
}

TEST(SplitReply, LosesAndAddsNothing) {
    std::mt19937 random{7};
    const std::vector<std::string> pieces{
        "a",    "é",    "é",       "👨‍👩‍👧", " ", "\n", "\n\n", ". ", "漢", "\r\n",
        "word", "\xff", "\xe2\x80"};
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (auto i = random() % 60; i > 0; --i) text += pieces[random() % pieces.size()];
        const std::size_t most = 1 + random() % 20;
        const auto parts = split_reply(text, most);
        EXPECT_EQ(joined(parts), text);
        for (const auto& part : parts) EXPECT_LE(character_count(part), most);
    }
}

}  // namespace
}  // namespace desk
