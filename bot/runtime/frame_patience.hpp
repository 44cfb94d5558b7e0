// How long to look for a frame again and again before sleeping until it comes. Being woken costs 10 to 50 µs, more than
// most calls; looking costs the processor's time. So a side looks only where the last wait was short: the bot for an
// answer, a plugin for what it asked the bot. Between calls a plugin sleeps: on a busy desk the next one comes from
// another thread, seldom while it would look. Pure. One thread at a time.
#pragma once

#include <chrono>

namespace desk {

class FramePatience {
public:
    using Moment = std::chrono::steady_clock::time_point;

    // Until when to look, for a wait that begins now; not later than `now`: not at all.
    Moment look_until(Moment now) const { return was_short_ ? now + longest_look : now; }
    void waited(Moment from, Moment until) { was_short_ = until - from <= short_wait; }

private:
    static constexpr std::chrono::microseconds longest_look{50};
    static constexpr std::chrono::microseconds short_wait{100};  // with the waking up

    bool was_short_ = true;
};

}  // namespace desk
