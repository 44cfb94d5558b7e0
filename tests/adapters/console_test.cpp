#include "adapters/console/console.hpp"

#include "adapters/console/text_card.hpp"
#include "conversations/text.hpp"
#include "tests/adapters/adapter_contract.hpp"

namespace desk {
namespace {

ShownCard exchange_card() {
    ShownCard card;
    card.tone = Tone::warn;
    card.title = "Exchange Online: korlátozottan működik";
    card.text = "Igen, ismert hibáról van szó. A hiba ma 8:42-kor kezdődött.";
    card.facts = {{"Incidens", "EX1042"}};
    card.actions = {{"a1", "Értesítést kérek a megoldásról", "/incident EX1042 subscribe"},
                    {"a2", "Az incidens részletei", "/incident EX1042"},
                    {"a3", "Nálam más a hiba", ""}};
    card.source = "Microsoft 365 szolgáltatásállapot, ellenőrizve ma 10:05-kor";
    return card;
}

TEST(TextCard, DrawsABoxWithNumberedActions) {
    EXPECT_EQ(draw_card(exchange_card(), 76),
              "╭─ ▲ Exchange Online: korlátozottan működik ───────────────────────────────╮\n"
              "│ Igen, ismert hibáról van szó. A hiba ma 8:42-kor kezdődött.              │\n"
              "│ Incidens: EX1042                                                         │\n"
              "│ 1 Értesítést kérek a megoldásról  2 Az incidens részletei                │\n"
              "│ 3 Nálam más a hiba                                                       │\n"
              "│ Microsoft 365 szolgáltatásállapot, ellenőrizve ma 10:05-kor              │\n"
              "╰──────────────────────────────────────────────────────────────────────────╯\n");
}

void expect_box(const std::string& box, std::size_t width) {
    for (std::size_t from = 0; from < box.size();) {
        const auto to = box.find('\n', from);
        EXPECT_EQ(display_width(std::string_view{box}.substr(from, to - from)), width) << box;
        from = to + 1;
    }
}

TEST(TextCard, HasTheSameWidthInEveryLine) {
    auto card = exchange_card();
    for (const auto* text :
         {"", "漢字かな交じり文の長い文章です。もっと長い文章です。",
          "averyverylongwordthatfitsinnolineatallbutmustbeshown", "a\n\nb\n",
          "👨‍👩‍👧 e\u0301\u0302 \u00AD x", "  two  spaces  ", "\t\r\x1b[31m"}) {
        card.title = text;
        card.text = text;
        card.facts = {{text, text}};
        card.actions = {{"a1", text, ""}};
        for (const std::size_t width : {20U, 21U, 40U, 76U, 200U})
            expect_box(draw_card(card, width), width);
    }
}

TEST(TextCard, LosesNoWord) {
    const std::string text = "one two three four five six seven eight nine ten eleven twelve";
    ShownCard card;
    card.text = text;
    const auto box = draw_card(card, 24);
    for (std::size_t from = 0; from < text.size();) {
        const auto to = std::min(text.find(' ', from), text.size());
        EXPECT_NE(box.find(text.substr(from, to - from)), std::string::npos);
        from = to + 1;
    }
}

TEST(SafeForTerminal, LeavesNothingThatSteersATerminal) {
    EXPECT_EQ(safe_for_terminal("a\x1b[2Jb\x07\u009B\u202E\u2066\u200F\u2028\r\n\tc\x7f\xff"),
              "a�[2Jb�������\n c��");
    EXPECT_EQ(safe_for_terminal("Őrség 漢 ▲ …\u200D"), "Őrség 漢 ▲ …\u200D");
}

struct Console : testing::Test {
    std::unique_ptr<Adapter> adapter = *make_console("console", {{"width", "40"}});
    HttpRequest typed(std::string line) const {
        return {
            "POST", "", {{"x-conversation", "terminal"}, {"x-person", "anna"}}, std::move(line)};
    }
};

TEST_F(Console, ReadsALineAndTheNumberOfAButton) {
    const auto line = adapter->read(typed("/health exchange\r\n"), Time{});
    ASSERT_TRUE(line.has_value());
    EXPECT_EQ(line->messages.front().text, "/health exchange");
    EXPECT_EQ(line->messages.front().event_id, "");
    auto number = typed("1");
    number.headers.emplace_back("x-action", "/incident EX1042");
    const auto action = adapter->read(number, Time{});
    ASSERT_TRUE(action.has_value());
    EXPECT_EQ(action->messages.front().kind, MessageKind::action);
    EXPECT_EQ(action->messages.front().text, "/incident EX1042");
}

TEST_F(Console, RefusesWhatIsNoLine) {
    for (const auto& line : {std::string(), std::string("\n"), std::string("a\0b", 3),
                             std::string("\xff"), std::string(16'385, 'x')}) {
        EXPECT_FALSE(adapter->read(typed(line), Time{}).has_value());
    }
    EXPECT_FALSE(adapter->read({"POST", "", {{"x-person", "anna"}}, "hi"}, Time{}).has_value());
}

TEST_F(Console, SaysWhatTheNumberedButtonsDo) {
    Outgoing outgoing;
    outgoing.reply.card = exchange_card();
    const auto printed = *adapter->write(outgoing, Time{});
    expect_box(printed.body, 40);
    ASSERT_EQ(printed.headers.size(), 3U);
    EXPECT_EQ(printed.headers[0].second, "/incident EX1042 subscribe");
    EXPECT_EQ(printed.headers[2].second, "Nálam más a hiba");
}

TEST(ConsoleSettings, TakesAWidthThatFitsATerminal) {
    EXPECT_TRUE(make_console("console", {}).has_value());
    for (const auto* width : {"19", "401", "x", "76 ", "-1"}) {
        EXPECT_FALSE(make_console("console", {{"width", width}}).has_value()) << width;
    }
}

}  // namespace
}  // namespace desk
