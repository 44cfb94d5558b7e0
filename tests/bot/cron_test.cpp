// Which minutes a cron expression means.
#include "bot/chores/cron.hpp"

#include <string>

#include <gtest/gtest.h>

namespace desk {
namespace {

using namespace std::chrono;

Time utc(int year_, unsigned month_, unsigned day_, int hour, int minute) {
    return Time{sys_days{year{year_} / month{month_} / day{day_}} + hours{hour} + minutes{minute}};
}

std::optional<Time> last(std::string_view cron, Time until, std::string_view zone = "UTC") {
    return Cron::read(cron)->last_match(until - days{31}, until, zone);
}

TEST(CronOf, FindsTheLastMinuteThatMatches) {
    const auto noon = utc(2026, 11, 25, 12, 0);  // a Wednesday
    EXPECT_EQ(last("* * * * *", noon), noon);
    EXPECT_EQ(last("0 7 * * 1-5", noon), utc(2026, 11, 25, 7, 0));
    EXPECT_EQ(last("0 7 * * 0", noon), utc(2026, 11, 22, 7, 0));
    EXPECT_EQ(last("0 7 * * 7", noon), utc(2026, 11, 22, 7, 0));
    EXPECT_EQ(last("*/20 * * * *", utc(2026, 11, 25, 12, 59)), utc(2026, 11, 25, 12, 40));
    EXPECT_EQ(last("5,35 8-10/2 * * *", noon), utc(2026, 11, 25, 10, 35));
    EXPECT_EQ(last("30 6 1 * *", noon), utc(2026, 11, 1, 6, 30));
    EXPECT_EQ(last("0 0 1 1 *", noon), std::nullopt);
}

TEST(CronOf, TakesADayOrAWeekdayWhenBothAreGiven) {
    EXPECT_EQ(last("0 0 24 * 1", utc(2026, 11, 25, 0, 30)), utc(2026, 11, 24, 0, 0));
    EXPECT_EQ(last("0 0 24 * 1", utc(2026, 11, 23, 12, 0)), utc(2026, 11, 23, 0, 0));
}

TEST(CronOf, GoesByTheClockOnTheWall) {
    EXPECT_EQ(last("0 7 * * *", utc(2026, 11, 25, 12, 0), "Europe/Budapest"), utc(2026, 11, 25, 6, 0));
    EXPECT_EQ(last("0 7 * * *", utc(2026, 7, 25, 12, 0), "Europe/Budapest"), utc(2026, 7, 25, 5, 0));
    // 29 March 2026 has no 02:30 in Budapest.
    EXPECT_EQ(last("30 2 * * *", utc(2026, 3, 29, 12, 0), "Europe/Budapest"), utc(2026, 3, 28, 1, 30));
}

TEST(CronOf, SaysWhichFieldIsWrong) {
    const auto problem = [](std::string_view text) {
        const auto cron = Cron::read(text);
        return cron ? std::string{"none"} : cron.error().what;
    };
    EXPECT_NE(problem("60 * * * *").find("minute \"60\""), std::string::npos);
    EXPECT_NE(problem("0 24 * * *").find("hour"), std::string::npos);
    EXPECT_NE(problem("0 0 0 * *").find("day"), std::string::npos);
    EXPECT_NE(problem("0 0 * 13 *").find("month"), std::string::npos);
    EXPECT_NE(problem("0 0 * * 8").find("weekday"), std::string::npos);
    for (const char* text : {"", "* * * *", "* * * * * *", "5-1 * * * *", "*/0 * * * *", "1/2 * * * *", "1,,2 * * * *",
                             "-1 * * * *", "a * * * *", "1- * * * *", " * * * *"}) {
        EXPECT_NE(problem(text), "none") << text;
    }
}

}  // namespace
}  // namespace desk
