// Lets one thread at a time look for more work, while the others go on: who comes meanwhile is sure that somebody looks
// once more after that, so nothing that had been there when they asked is missed. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

#include <desk/result.hpp>

namespace desk {

class SingleFlight {
public:
    // Calls `look` until nobody has asked since it began; returns at once when another thread is at it.
    template <class Look>
    Result<void> run(Look look) {
        asked_.fetch_add(1);
        while (asked_.load() != answered_.load()) {
            const std::unique_lock lock{mutex_, std::try_to_lock};
            if (!lock.owns_lock()) return {};
            const auto asked = asked_.load();
            DESK_CHECK(look());
            answered_.store(asked);
        }
        return {};
    }

private:
    std::mutex mutex_;
    std::atomic<std::uint64_t> asked_ = 0;
    std::atomic<std::uint64_t> answered_ = 0;
};

}  // namespace desk
