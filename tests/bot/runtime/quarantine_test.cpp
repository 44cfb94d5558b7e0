// When a plugin that keeps dying may be tried again; the clock is an argument.
#include "bot/runtime/quarantine.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using Gate = Quarantine::Gate;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

struct QuarantineTest : testing::Test {
    Quarantine quarantine{RuntimeLimits{}};
    Quarantine::Moment now{std::chrono::hours{1'000}};

    void die(int times, seconds apart = seconds{1}) {
        for (int n = 0; n < times; ++n) quarantine.died(now += apart);
    }
    Gate gate() const { return quarantine.gate(now); }
};

TEST_F(QuarantineTest, StaysOpenForFourDeathsInAMinute) {
    die(4);
    EXPECT_EQ(gate(), Gate::open);
}

TEST_F(QuarantineTest, ClosesWithTheFifthDeathInAMinute) {
    die(5);
    EXPECT_EQ(gate(), Gate::closed);
    now += seconds{59};
    EXPECT_EQ(gate(), Gate::closed);
    now += seconds{1};
    EXPECT_EQ(gate(), Gate::probe);
}

TEST_F(QuarantineTest, ForgetsDeathsOlderThanAMinute) {
    die(20, seconds{16});
    EXPECT_EQ(gate(), Gate::open);
    die(1, seconds{0});
    EXPECT_EQ(gate(), Gate::closed);
}

TEST_F(QuarantineTest, LetsExactlyOneCallProbe) {
    die(5);
    now += minutes{1};
    quarantine.start_probe();
    EXPECT_EQ(gate(), Gate::closed);
    quarantine.abandon_probe();
    EXPECT_EQ(gate(), Gate::probe);
}

TEST_F(QuarantineTest, OpensWhenTheProbeWorked) {
    die(5);
    now += minutes{1};
    quarantine.start_probe();
    quarantine.worked();
    EXPECT_EQ(gate(), Gate::open);
    die(4);
    EXPECT_EQ(gate(), Gate::open);
}

TEST_F(QuarantineTest, DoublesUpToAnHourWhileProbesFail) {
    die(5);
    for (const int expected : {60, 120, 240, 480, 960, 1920, 3600, 3600}) {
        EXPECT_EQ(quarantine.until() - now, seconds{expected});
        now = quarantine.until();
        quarantine.start_probe();
        quarantine.died(now);
    }
}

TEST_F(QuarantineTest, StartsFromTheShortestAfterAQuietHour) {
    die(5);
    now = quarantine.until();
    quarantine.start_probe();
    quarantine.died(now);
    now = quarantine.until();
    quarantine.start_probe();
    quarantine.worked();
    now += std::chrono::hours{1};
    die(5);
    EXPECT_EQ(quarantine.until() - now, seconds{60});
}

TEST(RestartPause, IsNoneAtFirstThenDoublesUpToTheLongest) {
    RestartPause pause{RuntimeLimits{}};
    for (const int expected : {0, 50, 100, 200, 400, 800, 1600, 3200, 5000, 5000})
        EXPECT_EQ(pause.died(), milliseconds{expected});
    for (int n = 0; n < 100; ++n) pause.died();
    EXPECT_EQ(pause.died(), milliseconds{5000});
    pause.worked();
    EXPECT_EQ(pause.died(), milliseconds{0});
}

TEST(LineBudget, LetsSoManyPassInAMinuteAndCountsTheRest) {
    LineBudget budget{3};
    LineBudget::Moment now{std::chrono::hours{1}};
    for (int n = 0; n < 3; ++n) EXPECT_TRUE(budget.take(now));
    EXPECT_FALSE(budget.take(now + seconds{59}));
    EXPECT_FALSE(budget.take(now + seconds{59}));
    EXPECT_EQ(budget.take_left_out(), 0u);
    EXPECT_TRUE(budget.take(now + seconds{60}));
    EXPECT_EQ(budget.take_left_out(), 2u);
    EXPECT_EQ(budget.take_left_out(), 0u);
}

}  // namespace
}  // namespace desk
