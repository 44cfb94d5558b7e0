// Answers are compared before they become a language: the key, then the values by name. The web is made up.
#include <desk/testkit.hpp>
#include <gtest/gtest.h>

struct @Class@ : testing::Test {
    desk::test::TestBot bot{"@name@", {{"url", "https://board.example/news.json"}}};
};

TEST_F(@Class@, SaysWhatTheDocumentSaysAndWhen) {
    bot.web("https://board.example/news.json", {200, R"({"text": "The lift is closed."})"});
    EXPECT_EQ(bot.say("/@name@"), "@name@.says at=2026-11-24T09:05:00Z text=The lift is closed.");
}

TEST_F(@Class@, ReportsABoardThatIsDown) {
    EXPECT_EQ(bot.say("/@name@"), "error: no answer from https://board.example/news.json");
    bot.web("https://board.example/news.json", {503, ""});
    EXPECT_EQ(bot.say("/@name@"), "error: https://board.example/news.json: 503");
}
