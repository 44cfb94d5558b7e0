#include "tests/benchmarks/latency_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace desk::test {
namespace {

constexpr std::uint64_t steps_exact = 32;  // values below are buckets of their own
constexpr int step_bits = 5;

std::size_t bucket_of(std::uint64_t value) {
    if (value < steps_exact) return value;
    const auto shift = static_cast<int>(std::bit_width(value)) - 1 - step_bits;
    return static_cast<std::size_t>(shift) * steps_exact + (value >> shift);
}

// The largest value in the bucket.
std::uint64_t end_of(std::size_t bucket) {
    if (bucket < 2 * steps_exact) return bucket;
    const auto shift = bucket / steps_exact - 1;
    return ((bucket % steps_exact + steps_exact + 1) << shift) - 1;
}

}  // namespace

void LatencyHistogram::record(std::chrono::microseconds took) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 1));
    ++buckets_.at(std::min(bucket_of(value), buckets_.size() - 1));
    ++count_;
    slowest_ = std::max(slowest_, std::chrono::microseconds{value});
}

std::chrono::microseconds LatencyHistogram::quantile(double q) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
        seen += buckets_.at(bucket);
        if (seen > 0 && seen >= wanted) return std::min(slowest_, std::chrono::microseconds{end_of(bucket)});
    }
    return slowest_;
}

}  // namespace desk::test
