// How long many things took, in bounded memory: buckets that are 1/32 wide of what they hold, so a quantile is at most
// 3.2 % too high. One thread at a time.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace desk::test {

class LatencyHistogram {
public:
    // Below a microsecond counts as one; above 2^36 µs (19 hours) as that.
    void record(std::chrono::microseconds took);

    // What a share `q` (0 to 1) of the records did not exceed, never more than the slowest; 0 without records.
    std::chrono::microseconds quantile(double q) const;
    std::chrono::microseconds slowest() const { return slowest_; }
    std::uint64_t count() const { return count_; }

private:
    static constexpr std::size_t steps = 32;  // buckets for each doubling
    static constexpr std::size_t doublings = 32;

    std::array<std::uint64_t, steps*(doublings + 1)> buckets_{};
    std::uint64_t count_ = 0;
    std::chrono::microseconds slowest_{};
};

}  // namespace desk::test
