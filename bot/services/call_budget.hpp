// How often something that costs money may still be called: so often in a minute and in a day (UTC), counted from the
// window's beginning, so that a day never costs more than its limit; a bucket that refills (receive/admission.hpp) would let
// through up to twice as much. In memory: a start begins anew. Any thread.
#pragma once

#include <cstdint>
#include <mutex>

#include <desk/phrase.hpp>

namespace desk {

class CallBudget {
public:
    // 0: none.
    struct Limits {
        std::int64_t per_minute = 0;
        std::int64_t per_day = 0;
    };

    explicit CallBudget(Limits limits) : limits_{limits} {}

    // True: call, it is counted. A clock that goes back opens no new window.
    bool take(Time now);

private:
    struct Window {
        std::int64_t number = 0;  // since 1970
        std::int64_t calls = 0;
    };

    const Limits limits_;
    std::mutex mutex_;
    Window minute_;  // guarded by mutex_
    Window day_;     // guarded by mutex_
};

}  // namespace desk
