// How long the last calls of one plugin took. One thread at a time.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>

namespace desk {

class RecentDurations {
public:
    static constexpr std::size_t most = 256;

    void add(std::chrono::microseconds took);
    // The time within which 95 of 100 of the last `most` calls ended (nearest rank); none before the first call.
    std::optional<std::chrono::microseconds> p95() const;

private:
    std::array<std::chrono::microseconds, most> kept_ = {};
    std::size_t next_ = 0;
    std::size_t size_ = 0;
};

}  // namespace desk
