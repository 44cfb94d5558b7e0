// STAGE 2: takes the next message of a conversation out of the inbox, decides where it goes (router), has it answered (a
// plugin, or the desk itself), and commits everything that came of it in one transaction. In order per conversation,
// customers in turn; nothing is held open in the database while a plugin works.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/desk.hpp"
#include "bot/dispatch/answering.hpp"
#include "bot/dispatch/answer_board.hpp"
#include "bot/dispatch/fair_queue.hpp"
#include "bot/in_flight.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/nudge.hpp"
#include "bot/services/fetch_cache.hpp"
#include "bot/single_flight.hpp"
#include "storage/store.hpp"

namespace desk {

struct DispatchLimits {
    int attempts = 3;                              // of one message, when what failed may pass
    TurnLimits turn = {};
    std::chrono::milliseconds first_pause{1'000};  // before the second attempt
    std::chrono::milliseconds second_pause{5'000};
};

class Dispatcher {
public:
    struct Parts {
        Store& store;
        const Current<Desk>& desk;
        AnswerBoard& board;
        FetchCache& cache;
        InFlight& in_flight;
        Metrics& metrics;
        const Log& log;
        Nudge& waiting;   // more waits for another worker of this stage
        Nudge& outgoing;  // something waits for the deliverer
        SendHttp send = {};
        ProbeHost probe = {};
        Clock now = {};
        FreshId fresh_id = {};
    };

    // `workers`: how many threads call step().
    Dispatcher(Parts parts, DispatchLimits limits, std::size_t workers);

    // Answers one message, or puts it off. False: none waits. Any thread, several at once.
    Result<bool> step();
    void hold(const Holding& mine) { mine_.swap(std::make_shared<const Holding>(mine)); }

private:
    Result<void> refill(Time now);
    Result<void> handle(const Ticket& ticket);
    Result<void> settle(const Ticket& ticket, const Situation& situation, const Outcome& outcome);
    Result<void> put_off(const Ticket& ticket, const TryLater& again);

    Parts parts_;
    DispatchLimits limits_;
    FairQueue<Ticket> queue_;
    SingleFlight refill_;
    Current<Holding> mine_;
};

}  // namespace desk
