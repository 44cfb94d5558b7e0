// When a stage asks the store what waits: it is told of most of its work, so it asks for what nobody told it of. Any
// thread.
#pragma once

#include <atomic>
#include <chrono>

namespace desk {

class Lookout {
public:
    // `every`: how often to ask although nobody says that something waits; zero: whenever nothing else is at hand.
    explicit Lookout(std::chrono::milliseconds every) : every_{every} {}

    // Something waits, or may wait, in the store alone.
    void want() { is_wanted_ = true; }
    bool is_wanted() const { return is_wanted_; }
    // It is time to ask, whatever is at hand.
    bool is_due() const { return every_.count() > 0 && Moment::clock::now() >= next_.load(); }

    // Before the store is asked: what is said from now on is asked for again.
    void begin() {
        is_wanted_ = every_.count() == 0;
        next_ = Moment::clock::now() + every_;
    }
    // The store told of everything, or of the oldest only.
    void found(bool everything) {
        is_behind_ = !everything;
        if (!everything) want();
    }

    // Work that waits in the store alone is older than what comes now, which must not overtake it.
    bool is_behind() const { return is_behind_; }
    void fall_behind() {
        is_behind_ = true;
        want();
    }

private:
    using Moment = std::chrono::steady_clock::time_point;

    const std::chrono::milliseconds every_;
    std::atomic<bool> is_wanted_ = true;
    std::atomic<bool> is_behind_ = false;
    std::atomic<Moment> next_ = Moment{};
};

}  // namespace desk
