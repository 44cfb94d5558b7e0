// Storing goes before answering: a message that is stored can wait, one that is not may be lost. It holds while the desk is
// behind and deliveries queue, and never wholly (decision 0013). Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <mutex>

namespace desk {

class Precedence {
public:
    // About what gathers while one commit runs: with fewer than that the recorder keeps up, and answers need not wait.
    static constexpr std::size_t few = 16;

    // So many deliveries are stored before each answer, while not only a few wait.
    explicit Precedence(std::size_t deliveries_first) : deliveries_first_{std::max<std::size_t>(1, deliveries_first)} {}

    // A delivery waits for its commit.
    void came() {
        const std::lock_guard lock{mutex_};
        ++waiting_;
    }
    // So many of them wait no longer.
    void ended(std::size_t deliveries) {
        const std::lock_guard lock{mutex_};
        waiting_ -= deliveries;
        ended_ = waiting_ < few ? 0 : ended_ + deliveries;
    }
    // Whether a desk that is behind may begin an answer now.
    bool may_answer() {
        const std::lock_guard lock{mutex_};
        if (waiting_ < few) return true;
        if (ended_ < deliveries_first_) return false;
        ended_ -= deliveries_first_;
        return true;
    }

private:
    const std::size_t deliveries_first_;
    std::mutex mutex_;
    std::size_t waiting_ = 0;  // guarded by mutex_
    std::size_t ended_ = 0;    // guarded by mutex_; since few waited, less what was answered for them
};

}  // namespace desk
