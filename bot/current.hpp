// What is valid now, swapped as a whole on reload. Whoever works with it keeps the version it began with; the old one
// goes when the last of them is done.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace desk {

// Any thread.
template <class T>
class Current {
public:
    explicit Current(std::shared_ptr<const T> first) : now_{std::move(first)} {}

    std::shared_ptr<const T> get() const {
        const std::lock_guard lock{mutex_};
        return now_;
    }

    // The next version, made from this one (a shared pointer), while nobody else makes another. `make` gives the next, or
    // an error, after which nothing has changed.
    template <class Make>
    auto change(Make make) {
        const std::lock_guard changing{changing_};
        auto next = make(get());
        if (next) swap(*next);
        return next;
    }

    void swap(std::shared_ptr<const T> next) {
        const std::lock_guard lock{mutex_};
        now_.swap(next);
    }

private:
    std::mutex changing_;
    mutable std::mutex mutex_;
    std::shared_ptr<const T> now_;  // guarded by mutex_
};

}  // namespace desk
