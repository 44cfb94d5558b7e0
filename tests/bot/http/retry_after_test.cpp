#include "bot/http/retry_after.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::seconds;

// Sun, 06 Nov 1994 08:49:37 GMT
const Time moment{seconds{784'111'777}};

TEST(RetryAfter, TakesWholeSeconds) {
    EXPECT_EQ(parse_retry_after("2", moment), seconds{2});
    EXPECT_EQ(parse_retry_after(" 120 ", moment), seconds{120});
}

TEST(RetryAfter, StaysBetweenASecondAndAnHour) {
    EXPECT_EQ(parse_retry_after("0", moment), seconds{1});
    EXPECT_EQ(parse_retry_after("86400", moment), seconds{3'600});
    EXPECT_EQ(parse_retry_after("99999999999999999999", moment), seconds{3'600});
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", moment), seconds{1});
    EXPECT_EQ(parse_retry_after("Mon, 06 Nov 1995 08:00:00 GMT", moment), seconds{3'600});
}

TEST(RetryAfter, TakesAnHttpDate) {
    EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", moment), seconds{30});
}

TEST(RetryAfter, IgnoresGarbage) {
    for (const char* value :
         {"", " ", "-1", "+5", "1.5", "soon", "2 s", "Sun, 06 Foo 1994 08:49:37 GMT",
          "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
          "Sun, 06 Nov 1994 08:49:37 CET", "Sunday, 06-Nov-94 08:49:37 GMT"})
        EXPECT_FALSE(parse_retry_after(value, moment).has_value()) << value;
}

TEST(RetryAfter, IsReadFromAResponse) {
    EXPECT_EQ(retry_after({.status = 429, .headers = {{"retry-after", "7"}}}, moment), seconds{7});
    EXPECT_FALSE(retry_after({.status = 429}, moment).has_value());
}

}  // namespace
}  // namespace desk
