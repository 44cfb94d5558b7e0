#include "tests/benchmarks/latency_histogram.hpp"

namespace desk::test {
namespace {

using std::chrono::microseconds;

LatencyHistogram of(std::int64_t first, std::int64_t last) {
    LatencyHistogram took;
    for (auto value = first; value <= last; ++value) took.record(microseconds{value});
    return took;
}

TEST(LatencyHistogram, TellsNothingOfNothing) {
    EXPECT_EQ(LatencyHistogram{}.quantile(0.99), microseconds{0});
    EXPECT_EQ(LatencyHistogram{}.count(), 0U);
}

TEST(LatencyHistogram, IsExactForTheFirstMicroseconds) {
    const auto took = of(1, 40);
    EXPECT_EQ(took.quantile(0.5), microseconds{20});
    EXPECT_EQ(took.quantile(0), microseconds{1});
}

TEST(LatencyHistogram, IsNeverTooLowAndAtMostAThirtySecondTooHigh) {
    const auto took = of(1, 100'000);
    for (const double q : {0.1, 0.5, 0.9, 0.99, 0.999}) {
        const double wanted = q * 100'000;
        EXPECT_GE(static_cast<double>(took.quantile(q).count()), wanted) << q;
        EXPECT_LE(static_cast<double>(took.quantile(q).count()), wanted * (1 + 1.0 / 32)) << q;
    }
}

TEST(LatencyHistogram, NeverExceedsTheSlowest) {
    LatencyHistogram took;
    took.record(microseconds{1'000'003});
    EXPECT_EQ(took.quantile(0.999), microseconds{1'000'003});
    EXPECT_EQ(took.slowest(), microseconds{1'000'003});
}

TEST(LatencyHistogram, TakesWhatIsOutOfItsRange) {
    LatencyHistogram took;
    took.record(microseconds{0});
    took.record(std::chrono::hours{24 * 365});
    EXPECT_EQ(took.count(), 2U);
    EXPECT_EQ(took.quantile(0.5), microseconds{1});
    EXPECT_EQ(took.slowest(), std::chrono::hours{24 * 365});
}

}  // namespace
}  // namespace desk::test
