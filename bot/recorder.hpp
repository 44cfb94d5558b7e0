// The one durable commit of the road: what came in, what came of it and what has left is gathered while the commit before
// is on its way, and kept together by the next. No thread waits for it but its own, which tells everybody afterwards
// (decision 0012).
#pragma once

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/deliver/deliverer.hpp"
#include "bot/dispatch/dispatcher.hpp"
#include "bot/receive/receiver.hpp"
#include "storage/store.hpp"

namespace desk {

class Recorder {
public:
    struct Parts {
        Store& store;
        Receiver& receiver;
        Dispatcher& dispatcher;
        Deliverer& deliverer;
        Clock now = {};
    };

    explicit Recorder(Parts parts) : parts_{std::move(parts)} {}

    // One commit for all that waits. False: nothing does. Errors: of the store; what could not be kept is still to be done,
    // and whoever brought it knows. One thread.
    Result<bool> step();

private:
    Parts parts_;
};

}  // namespace desk
