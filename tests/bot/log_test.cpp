#include "bot/log.hpp"

#include <desk/json.hpp>

namespace desk {
namespace {

std::string json_line(std::string value) {
    return log_line(LogForm::json, LogLevel::warning, "2026-11-24T09:05:00.000Z", "message.accepted",
                    {{"adapter", "slack"}, {"why", std::move(value)}, {"n", 3}});
}

TEST(LogLine, IsOneJsonObject) {
    EXPECT_EQ(json_line("plain"),
              R"({"ts":"2026-11-24T09:05:00.000Z","level":"warn","event":"message.accepted","adapter":"slack","why":"plain","n":3})");
}

TEST(LogLine, StaysOneLineWhateverACustomerWrote) {
    const auto line = json_line("a\nb\rc\x1b[31m\xE2\x80\xA8 \xE2\x80\xAE \xC2\x85 \" \\");
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_EQ(line.find("\xE2\x80\xA8"), std::string::npos);
    EXPECT_EQ(line.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_TRUE(parse_json(line)) << line;
}

TEST(LogLine, CutsLongFieldsBetweenCharactersAndSaysSo) {
    std::string text(999, 'x');
    text += "űűű";
    const auto line = json_line(text);
    EXPECT_NE(line.find("…[1005 bytes]"), std::string::npos);
    EXPECT_TRUE(parse_json(line)) << line;
}

TEST(LogLine, IsShortOnATerminal) {
    EXPECT_EQ(log_line(LogForm::text, LogLevel::info, "10:05:12", "answer.sent", {{"plugin", "health"}, {"ms", 38}}),
              "10:05:12 INFO  answer.sent plugin=health ms=38");
}

}  // namespace
}  // namespace desk
