#include "bot/runtime/recent_durations.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::microseconds;

TEST(RecentDurations, SayNothingBeforeTheFirstCall) {
    EXPECT_FALSE(RecentDurations{}.p95());
}

TEST(RecentDurations, LeaveOutTheSlowestFiveOfAHundred) {
    RecentDurations durations;
    for (int i = 100; i >= 1; --i) durations.add(microseconds{i});
    EXPECT_EQ(durations.p95(), microseconds{95});
}

TEST(RecentDurations, TakeTheOnlyOne) {
    RecentDurations durations;
    durations.add(microseconds{7});
    EXPECT_EQ(durations.p95(), microseconds{7});
}

TEST(RecentDurations, ForgetWhatIsLongAgo) {
    RecentDurations durations;
    for (std::size_t i = 0; i < RecentDurations::most; ++i) durations.add(microseconds{1'000'000});
    for (std::size_t i = 0; i < RecentDurations::most; ++i) durations.add(microseconds{3});
    EXPECT_EQ(durations.p95(), microseconds{3});
}

}  // namespace
}  // namespace desk
