// How many texts go into the search index at a time. A step holds up the recorder, so while few texts wait it is small, with
// a pause after it; while many do it is large, which costs less for each. One thread.
#pragma once

#include <algorithm>
#include <chrono>

#include "bot/chores/chores.hpp"

namespace desk {

class IndexPace {
public:
    // Texts. 20 of as many customers take a millisecond, 200 of them eight; of one customer they take 0.5 and 1.
    static constexpr int smallest = 20;
    static constexpr int largest = 200;
    static constexpr std::chrono::milliseconds pause{25};

    int step() const { return step_; }

    // After a step: how soon the next one is due.
    Again after(int indexed) {
        if (indexed < step_) {
            step_ = smallest;
            return indexed > 0 ? Again{pause} : std::nullopt;
        }
        if (step_ == largest) return std::chrono::milliseconds{0};
        step_ = std::min(2 * step_, largest);
        return pause;
    }

private:
    int step_ = smallest;
};

}  // namespace desk
