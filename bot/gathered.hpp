// What the workers of a stage have done and the recorder is to commit. Any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace desk {

template <class Done>
class Gathered {
public:
    // With so many workers: how much may wait before nothing new is begun, about what gathers while one commit runs.
    static constexpr std::size_t most(std::size_t workers) { return 4 * workers; }

    explicit Gathered(std::size_t workers) : most_{most(workers)} {}

    bool is_full() const {
        const std::lock_guard lock{mutex_};
        return waiting_.size() >= most_;
    }
    void add(Done done) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(done));
    }
    std::vector<Done> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(waiting_, {});
    }

private:
    const std::size_t most_;
    mutable std::mutex mutex_;
    std::vector<Done> waiting_;  // guarded by mutex_
};

}  // namespace desk
