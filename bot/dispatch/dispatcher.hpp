// STAGE 2: takes the next message of a conversation out of the inbox, decides where it goes (router), has it answered (a
// plugin, or the desk itself), and gives everything that came of it to the recorder, to be kept in one transaction. In
// order per conversation, customers in turn; nothing is held open in the database while a plugin works.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/desk.hpp"
#include "bot/dispatch/answering.hpp"
#include "bot/dispatch/answer_board.hpp"
#include "bot/in_flight.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/nudge.hpp"
#include "bot/precedence.hpp"
#include "bot/services/fetch_cache.hpp"
#include "bot/stage.hpp"
#include "storage/store.hpp"

namespace desk {

struct DispatchLimits {
    int attempts = 3;                              // of one message, when what failed may pass
    TurnLimits turn = {};
    std::chrono::milliseconds first_pause{1'000};  // before the second attempt
    std::chrono::milliseconds second_pause{5'000};
    std::chrono::milliseconds look_every{0};  // see Lookout
};

class Dispatcher {
public:
    // Told of every answer that was stored and is to be sent, with its first reply when nothing goes before it.
    using HandOver = std::function<void(const ConversationKey&, std::optional<WaitingReply>)>;

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
        Nudge& answered;  // something waits for the recorder
        Precedence& precedence;  // of deliveries that are to be stored
        SendHttp send = {};
        ProbeHost probe = {};
        Clock now = {};
        FreshId fresh_id = {};
        HandOver hand_over = {};  // empty: the deliverer finds it in the store
    };

    // `workers`: how many threads call step().
    Dispatcher(Parts parts, DispatchLimits limits, std::size_t workers);

    // Answers one message, or puts it off. False: none waits, as far as is known, or deliveries go before it. What has been
    // answered waits for the recorder. Any thread, several at once.
    Result<bool> step();

    // A message that waits for a worker.
    struct Waiting {
        ConversationKey conversation = {};
        Ticket ticket = {};
        std::unique_ptr<const Situation> situation = {};  // none: still to be read
    };
    // What came of it. Until its commit it may still end the desk, so it keeps its seat.
    struct Concluded {
        Outcome outcome = {};
        InFlight::Seat seat;
        std::chrono::steady_clock::time_point at = {};
    };
    using Answers = Stage<Waiting, Concluded>;
    // The recorder's: what waits for a commit, and after it what became of that, in order. Errors: why something was not
    // kept; it is still to be done.
    std::vector<Answers::Done> take() { return answers_.take(); }
    Result<void> recorded(const std::vector<Answers::Done>& answered, std::vector<Result<Finished>>& finished);

    // How many messages it may hold at once.
    static constexpr std::size_t most_held(std::size_t workers) { return workers + Answers::most_done(workers); }

    // A message was accepted; with its situation when it is the next of its conversation, so that it is not read again.
    // A hint like a nudge: whatever is not handed over is found in the store. Any thread.
    void arrived(const ConversationKey& conversation, std::optional<Situation> situation);
    // Something may wait in the store that nobody handed over. Any thread; nudge a worker afterwards.
    void look_again() { answers_.look_again(); }

    void hold(const Holding& mine) { mine_.swap(std::make_shared<const Holding>(mine)); }

private:
    WorkLine<Waiting>::Source source();
    // None: put off.
    Result<std::optional<Concluded>> conclude(Waiting& waiting);
    Result<std::optional<Outcome>> handle(Waiting& waiting);
    Result<std::optional<Outcome>> answer(const Ticket& ticket, const Situation& situation);
    void settle(const Answers::Done& answered, Finished finished);
    Result<void> put_off(const Ticket& ticket, const TryLater& again);

    Parts parts_;
    DispatchLimits limits_;
    Answers answers_;
    Current<Holding> mine_;
};

}  // namespace desk
