#include "adapters/slack/blocks.hpp"

#include "adapters/slack/app.hpp"
#include "conversations/text.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

Outgoing huge(const std::string& piece) {
    std::string text;
    for (auto left = 9'000 / character_count(piece); left > 0; --left) text += piece;
    ShownCard card;
    card.title = text;
    card.text = text;
    card.source = text;
    for (int i = 0; i < 15; ++i) {
        card.facts.push_back({text, text});
        card.actions.push_back({"a" + std::to_string(i), text, "/x"});
    }
    Outgoing outgoing;
    outgoing.reply = {{"slack", "C1", ""}, "T1/U1", "en", text, card};
    return outgoing;
}

std::size_t length_of(const Json& text) {
    return character_count(text["text"].get_ref<const std::string&>());
}

void expect_within_limits(const Json& block) {
    const auto& type = block["type"];
    for (const auto& field : array_or_empty(block, "fields")) EXPECT_LE(length_of(field), 2'000U);
    EXPECT_LE(array_or_empty(block, "fields").size(), 10U);
    if (block.contains("text")) {
        EXPECT_LE(length_of(block["text"]), type == "header" ? 150U : 3'000U);
    }
    if (type != "actions") return;
    EXPECT_LE(block["elements"].size(), 5U);
    for (const auto& button : block["elements"]) EXPECT_LE(length_of(button["text"]), 75U);
}

TEST(SlackBlocks, KeepEveryLimitOfSlack) {
    for (const auto* piece : {"word ", "<&>", "漢", "👨‍👩‍👧", "a"}) {
        const auto body = *parse_json(post_message_body(huge(piece)));
        EXPECT_EQ(body["blocks"].size(), 5U);
        for (const auto& block : body["blocks"]) expect_within_limits(block);
    }
}

TEST(SlackBlocks, LetNoMentionOrLinkComeOfWords) {
    const auto body = post_message_body(huge("<!channel> <@U1> <https://a.example|b> &lt; "));
    EXPECT_EQ(body.find("<!"), std::string::npos);
    EXPECT_EQ(body.find("<@"), std::string::npos);
    EXPECT_EQ(body.find("<h"), std::string::npos);
    EXPECT_NE(body.find("&amp;lt;"), std::string::npos);
}

TEST(SlackBlocks, GiveAButtonWhatItDoes) {
    ShownCard card;
    card.actions = {{"a1", "Show", "/incident <EX&1>"},
                    {"a2", "Something else", ""},
                    {"a3", "Too long", std::string(2'001, 'x')}};
    Outgoing outgoing;
    outgoing.reply = {{"slack", "C1", ""}, "T1/U1", "en", "text", card};
    const auto body = *parse_json(post_message_body(outgoing));
    const auto& buttons = body["blocks"][0]["elements"];
    ASSERT_EQ(buttons.size(), 2U);
    EXPECT_EQ(unescape_slack_text(buttons[0]["value"].get<std::string>()), "/incident <EX&1>");
    EXPECT_EQ(buttons[0]["style"], "primary");
    EXPECT_EQ(buttons[1]["value"], "Something else");
}

TEST(SlackBlocks, AreLeftOutWhenTheyWereRefused) {
    auto outgoing = huge("word ");
    outgoing.plain = true;
    const auto body = *parse_json(post_message_body(outgoing));
    EXPECT_FALSE(body.contains("blocks"));
    EXPECT_LE(character_count(body["text"].get<std::string>()), 2'000U);
}

TEST(SlackText, FitsOnceItIsEscaped) {
    EXPECT_EQ(escape_slack_text("abc", 3), "abc");
    EXPECT_EQ(escape_slack_text("abc", 2), "a…");
    EXPECT_EQ(escape_slack_text("<a>", 9), "&lt;a&gt;");
    EXPECT_EQ(escape_slack_text("<a>", 8), "&lt;a…");
    EXPECT_EQ(escape_slack_text("one two three", 9), "one two…");
    for (std::size_t most = 0; most < 60; ++most) {
        const auto text =
            escape_slack_text("ő & <ű>. 漢字 and \xff more & more words. <End>", most);
        EXPECT_LE(character_count(text), most);
    }
}

TEST(SlackText, ComesBackAsItWas) {
    for (const std::string text :
         {"a & b < c > d", "&amp;", "&lt;!channel&gt;", "<@U1>", "árvíz"}) {
        const auto sent = escape_slack_text(text, 1'000);
        EXPECT_EQ(sent.find_first_of("<>"), std::string::npos);
        EXPECT_EQ(read_slack_text(sent), text);
    }
}

}  // namespace
}  // namespace desk
