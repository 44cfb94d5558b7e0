#include "bot/chores/chores.hpp"

namespace desk {
namespace {

using std::chrono::seconds;

struct ChoresOf : testing::Test {
    Time now{seconds{1'764'000'000}};
    int runs = 0;
    bool has_more = false;
    Log log{{.is_silent = true}};
    Chores chores{{{.name = "count", .period = seconds{5},
                    .run = [this](Time) -> Result<bool> {
                        ++runs;
                        return has_more;
                    }}},
                  [this] { return now; },
                  log};
};

TEST_F(ChoresOf, RunAtOnceAndThenOncePerPeriod) {
    EXPECT_TRUE(chores.step());
    EXPECT_TRUE(chores.step());
    EXPECT_EQ(runs, 1);
    now += seconds{5};
    EXPECT_TRUE(chores.step());
    EXPECT_EQ(runs, 2);
}

TEST_F(ChoresOf, ComeBackAtOnceWhileThereIsMore) {
    has_more = true;
    EXPECT_TRUE(*chores.step());
    EXPECT_TRUE(*chores.step());
    EXPECT_EQ(runs, 2);
}

TEST_F(ChoresOf, GoOnWhenTheClockIsSetBack) {
    EXPECT_TRUE(chores.step());
    now -= seconds{3'600};
    EXPECT_TRUE(chores.step());
    EXPECT_EQ(runs, 2);
}

}  // namespace
}  // namespace desk
