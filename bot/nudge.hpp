// "There may be work": a hint from one stage to the next. Polling is the guarantee, a nudge only makes it quick.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace desk {

// Any thread.
class Nudge {
public:
    // Wakes one waiter, or the next one that comes.
    void one() {
        {
            const std::lock_guard lock{mutex_};
            ++given_;
        }
        came_.notify_one();
    }

    void all() {
        {
            const std::lock_guard lock{mutex_};
            ++given_;
        }
        came_.notify_all();
    }

    // How many nudges there have been; take it before looking for work.
    std::uint64_t given() const {
        const std::lock_guard lock{mutex_};
        return given_;
    }

    // Returns at once when there was a nudge after `seen`, else at the next one or after `longest`.
    void wait(std::uint64_t seen, std::chrono::milliseconds longest) {
        std::unique_lock lock{mutex_};
        came_.wait_for(lock, longest, [&] { return given_ != seen; });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable came_;
    std::uint64_t given_ = 0;  // guarded by mutex_
};

}  // namespace desk
