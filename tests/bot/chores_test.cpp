#include "bot/chores/chores.hpp"
#include "bot/chores/index_pace.hpp"

namespace desk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct ChoresOf : testing::Test {
    Time now{seconds{1'764'000'000}};
    int runs = 0;
    Again more = {};
    Log log{{.is_silent = true}};
    Chores chores{{{.name = "count", .period = seconds{5},
                    .run = [this](Time) -> Result<Again> {
                        ++runs;
                        return more;
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
    more = milliseconds{0};
    EXPECT_TRUE(*chores.step());
    EXPECT_TRUE(*chores.step());
    EXPECT_EQ(runs, 2);
}

TEST_F(ChoresOf, ComeBackAfterAPauseOfTheirOwn) {
    more = milliseconds{25};
    EXPECT_FALSE(*chores.step());
    EXPECT_EQ(chores.until_next(milliseconds{200}), milliseconds{25});
    now += milliseconds{24};
    EXPECT_FALSE(*chores.step());
    EXPECT_EQ(runs, 1);
    now += milliseconds{1};
    EXPECT_FALSE(*chores.step());
    EXPECT_EQ(runs, 2);
}

TEST_F(ChoresOf, AreNotWaitedForLongerThanAsked) {
    EXPECT_TRUE(chores.step());
    EXPECT_EQ(chores.until_next(milliseconds{200}), milliseconds{200});
    now += milliseconds{4'950};
    EXPECT_EQ(chores.until_next(milliseconds{200}), milliseconds{50});
    now += seconds{9};
    EXPECT_EQ(chores.until_next(milliseconds{200}), milliseconds{0});
}

TEST_F(ChoresOf, GoOnWhenTheClockIsSetBack) {
    EXPECT_TRUE(chores.step());
    now -= seconds{3'600};
    EXPECT_TRUE(chores.step());
    EXPECT_EQ(runs, 2);
}

TEST(IndexPace, GrowsWhileAStepIsNotEnoughAndThenGoesWithoutAPause) {
    IndexPace pace;
    EXPECT_EQ(pace.after(20), IndexPace::pause);
    EXPECT_EQ(pace.step(), 40);
    for (const int step : {40, 80, 160}) EXPECT_EQ(pace.after(step), IndexPace::pause);
    EXPECT_EQ(pace.step(), IndexPace::largest);
    EXPECT_EQ(pace.after(200), milliseconds{0});
}

TEST(IndexPace, IsSmallAgainOnceAStepIsEnough) {
    IndexPace pace;
    static_cast<void>(pace.after(20));
    EXPECT_EQ(pace.after(39), IndexPace::pause);
    EXPECT_EQ(pace.step(), IndexPace::smallest);
    EXPECT_EQ(pace.after(0), std::nullopt);
}

}  // namespace
}  // namespace desk
