#include "bot/configuration/form.hpp"

#include "bot/configuration/report.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::milliseconds;

TEST(Duration, IsANumberAndAUnit) {
    EXPECT_EQ(read_duration("500ms"), milliseconds{500});
    EXPECT_EQ(read_duration("10s"), milliseconds{10'000});
    EXPECT_EQ(read_duration("15m"), milliseconds{900'000});
    EXPECT_EQ(read_duration("1d"), milliseconds{86'400'000});
}

TEST(Duration, IsNothingElse) {
    for (const auto* text : {"", "10", "s", "-1s", "1.5s", "10 s", "1w", "99999999999999999999s",
                             "9223372036854775807d", "10sec"}) {
        EXPECT_FALSE(read_duration(text)) << text;
    }
}

TEST(Duration, IsWrittenInTheLargestUnitThatFits) {
    for (const auto* text : {"500ms", "1500ms", "10s", "15m", "2h", "1d"}) {
        EXPECT_EQ(write_duration(*read_duration(text)), text);
    }
}

TEST(Form, KnowsAddresses) {
    for (const auto* good : {"127.0.0.1:8080", "[::1]:80", "desk.example:0"}) {
        EXPECT_EQ(problem_with(good, Form::address), "") << good;
    }
    for (const auto* bad : {"127.0.0.1", ":80", "::1:80", "a:65536", "a:x", "a:"}) {
        EXPECT_NE(problem_with(bad, Form::address), "") << bad;
    }
}

TEST(Form, KnowsUrls) {
    EXPECT_EQ(problem_with("https://slack.com/api", Form::url), "");
    for (const auto* bad : {"slack.com", "ftp://x", "https://", "https://a b", "http://a\n"}) {
        EXPECT_NE(problem_with(bad, Form::url), "") << bad;
    }
}

TEST(Form, KnowsTimeZones) {
    EXPECT_EQ(problem_with("Europe/Budapest", Form::time_zone), "");
    for (const auto* bad : {"", "/etc/passwd", "../../etc/passwd", "Europe/ Budapest"}) {
        EXPECT_NE(problem_with(bad, Form::time_zone), "") << bad;
    }
}

TEST(Form, KnowsNetworks) {
    for (const auto* good : {"10.0.0.0/8", "127.0.0.1", "fd00::/8"}) {
        EXPECT_EQ(problem_with(good, Form::network), "") << good;
    }
    for (const auto* bad : {"10.0.0.0/33", "desk.example", "10.0.0.0/x", "", "10"}) {
        EXPECT_NE(problem_with(bad, Form::network), "") << bad;
    }
}

TEST(Form, HidesThePasswordOfAUrl) {
    std::string url = "postgresql://desk:s3cret@db/desk";
    EXPECT_EQ(literal(&url), "\"postgresql://desk:••••@db/desk\"");
}

TEST(LikelyMeant, FindsTypingErrors) {
    const std::vector<std::string> keys{"listen", "admin_listen", "public_url"};
    EXPECT_EQ(likely_meant("lisen", keys), "listen");
    EXPECT_EQ(likely_meant("lsiten", keys), "listen");
    EXPECT_EQ(likely_meant("admin_lissten", keys), "admin_listen");
    EXPECT_EQ(likely_meant("banana", keys), "");
    EXPECT_EQ(likely_meant(std::string(100'000, 'x'), keys), "");
}

}  // namespace
}  // namespace desk
