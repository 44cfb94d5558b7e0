// "There may be work": a hint from one stage to the next. Polling is the guarantee, a nudge only makes it quick.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "storage/signal.hpp"

namespace desk {

// Any thread. Each waiter has a signal of its own, and who came last is woken first: of many that could do the work a few
// do it, and the others sleep on. With a condition variable they took turns, which cost more than the work.
class Nudge {
public:
    // Wakes one waiter, or the next one that comes. One at a time is on its way: it passes on what it leaves
    // (WorkLine::waiting), so that much quick work costs few changes of threads.
    void one() {
        Signal* woken = nullptr;
        {
            const std::lock_guard lock{mutex_};
            ++given_;
            if (is_waking_ || waiting_.empty()) return;
            is_waking_ = true;
            woken = waiting_.back();
            waiting_.pop_back();
        }
        woken->give();
    }

    void all() {
        std::vector<Signal*> woken;
        {
            const std::lock_guard lock{mutex_};
            ++given_;
            woken = std::exchange(waiting_, {});
        }
        for (auto* const signal : woken) signal->give();
    }

    // How many nudges there have been; take it before looking for work.
    std::uint64_t given() const {
        const std::lock_guard lock{mutex_};
        return given_;
    }

    // Returns at once when there was a nudge after `seen`, else at the next one or after `longest`.
    void wait(std::uint64_t seen, std::chrono::milliseconds longest) {
        Signal mine;
        {
            const std::lock_guard lock{mutex_};
            if (given_ != seen) return;
            waiting_.push_back(&mine);
        }
        if (!mine.wait_for(longest) && leave(&mine)) return;
        const std::lock_guard lock{mutex_};
        is_waking_ = false;
    }

private:
    // False: it has been chosen meanwhile; then it has had its sign.
    bool leave(Signal* mine) {
        {
            const std::lock_guard lock{mutex_};
            if (std::erase(waiting_, mine) > 0) return true;
        }
        mine->wait();
        return false;
    }

    mutable std::mutex mutex_;
    // All guarded by mutex_.
    std::vector<Signal*> waiting_;
    bool is_waking_ = false;  // one that was chosen has not looked yet
    std::uint64_t given_ = 0;
};

}  // namespace desk
