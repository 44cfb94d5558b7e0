#include "bot/deliver/retry.hpp"

namespace desk {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const RetryLimits limits{};
const Time noon{seconds{1'764'000'000}};

TEST(Retry, WaitsLongerWithEveryAttemptAndNeverOverFiveMinutes) {
    constexpr double almost_one = 0.999999;
    EXPECT_NEAR(static_cast<double>(pause_before_next(1, {}, almost_one, limits).count()), 1'000, 2);
    EXPECT_NEAR(static_cast<double>(pause_before_next(3, {}, almost_one, limits).count()), 4'000, 2);
    EXPECT_NEAR(static_cast<double>(pause_before_next(30, {}, almost_one, limits).count()), 300'000, 2);
}

TEST(Retry, SpreadsTheAttemptsByChance) {
    EXPECT_EQ(pause_before_next(5, {}, 0.0, limits), milliseconds{0});
    EXPECT_EQ(pause_before_next(5, {}, 0.5, limits), seconds{8});
}

TEST(Retry, WaitsAsLongAsThePlatformAsksWithinReason) {
    EXPECT_EQ(pause_before_next(1, seconds{7}, 0.1, limits), seconds{7});
    EXPECT_EQ(pause_before_next(1, milliseconds{0}, 0.1, limits), seconds{1});
    EXPECT_EQ(pause_before_next(1, hours{48}, 0.1, limits), hours{1});
}

TEST(Retry, GivesUpWhenAReplyHasHeldItsConversationForTooLong) {
    EXPECT_FALSE(reason_to_give_up(3, noon, noon + minutes{14}, {}, limits));
    EXPECT_TRUE(reason_to_give_up(3, noon, noon + minutes{15}, {}, limits));
}

TEST(Retry, LetsThatClockStandStillWhileTheAdapterIsPaused) {
    EXPECT_FALSE(reason_to_give_up(3, noon, noon + hours{5}, hours{5}, limits));
    EXPECT_TRUE(reason_to_give_up(3, noon, noon + hours{24}, hours{24}, limits)) << "but not for ever";
}

TEST(Retry, GivesUpAfterTooManyAttempts) {
    EXPECT_FALSE(reason_to_give_up(19, noon, noon, {}, limits));
    EXPECT_TRUE(reason_to_give_up(20, noon, noon, {}, limits));
}

}  // namespace
}  // namespace desk
