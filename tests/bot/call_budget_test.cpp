#include "bot/services/call_budget.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct Budget : testing::Test {
    Time midnight{std::chrono::days{20'000}};
    CallBudget budget{{.per_minute = 2, .per_day = 3}};

    int taken(Time now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; ++i) taken += budget.take(now) ? 1 : 0;
        return taken;
    }
};

TEST_F(Budget, HoldsTheMinuteAndTheDay) {
    EXPECT_EQ(taken(midnight, 5), 2);
    EXPECT_EQ(taken(midnight + minutes{1}, 5), 1) << "the day has three";
    EXPECT_EQ(taken(midnight + hours{23}, 5), 0);
    EXPECT_EQ(taken(midnight + hours{24}, 5), 2);
}

TEST_F(Budget, OpensNothingWhenTheClockGoesBack) {
    EXPECT_EQ(taken(midnight + minutes{1}, 5), 2);
    EXPECT_EQ(taken(midnight, 5), 0);
    EXPECT_EQ(taken(midnight - hours{1}, 5), 0);
}

TEST_F(Budget, OfNothingLetsNothingThrough) {
    CallBudget none{{.per_minute = 0, .per_day = 100}};
    EXPECT_FALSE(none.take(midnight));
}

}  // namespace
}  // namespace desk
