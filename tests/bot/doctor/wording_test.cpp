#include "bot/doctor/wording.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using namespace std::chrono_literals;

TEST(DoctorWording, CountsWithSeparators) {
    EXPECT_EQ(count_in_words(0, "turn", "turns"), "0 turns");
    EXPECT_EQ(count_in_words(1, "turn", "turns"), "1 turn");
    EXPECT_EQ(count_in_words(999, "turn", "turns"), "999 turns");
    EXPECT_EQ(count_in_words(1'204, "turn", "turns"), "1,204 turns");
    EXPECT_EQ(count_in_words(1'234'567, "turn", "turns"), "1,234,567 turns");
    EXPECT_EQ(count_in_words(-123, "turn", "turns"), "-123 turns");
}

TEST(DoctorWording, SaysSizesAndTimesInOneFigure) {
    EXPECT_EQ(size_in_words(38'900'000'000), "38 GB");
    EXPECT_EQ(size_in_words(999'999'999), "999 MB");
    EXPECT_EQ(time_in_words(119s), "119 s");
    EXPECT_EQ(time_in_words(120s), "2 min");
    EXPECT_EQ(time_in_words(3h), "3 h");
    EXPECT_EQ(time_in_words(24h * 9), "9 d");
}

}  // namespace
}  // namespace desk
