// STAGE 3: takes the next reply of a conversation out of the outbox, has its adapter write the request, sends it, has the
// adapter judge what came back, and records that: delivered, later again, or a dead letter. In order per conversation,
// adapters in turn; a platform that is down stops only itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "adapters/adapter.hpp"
#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/deliver/circuit.hpp"
#include "bot/deliver/retry.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/desk.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/nudge.hpp"
#include "bot/stage.hpp"
#include "storage/store.hpp"

namespace desk {

class Deliverer {
public:
    struct Parts {
        Store& store;
        const Current<Desk>& desk;
        Circuit& circuit;
        Metrics& metrics;
        const Log& log;
        Nudge& waiting;  // more waits for another worker
        Nudge& sent;     // something waits for the recorder
        SendHttp send = {};
        Clock now = {};
        std::function<double()> chance = {};  // 0 ≤ chance < 1
    };

    // `workers`: how many threads call step().
    Deliverer(Parts parts, RetryLimits limits, std::size_t workers);

    // Sends one reply, or puts one off. False: none is due, as far as is known. What has reached its platform waits for the
    // recorder. Any thread, several at once.
    Result<bool> step();

    // The recorder's: what waits for a commit, and after it what became of that, in order. Errors: why something was not
    // kept; it is sent again.
    using Replies = Stage<WaitingReply, std::string>;  // with the platform's id
    std::vector<Replies::Done> take() { return replies_.take(); }
    Result<void> recorded(const std::vector<Replies::Done>& sent, const std::vector<Result<bool>>& ended) {
        return replies_.give_back(sent, ended);
    }

    // An answer was stored; with its first reply when nothing goes before it in its conversation. A hint like a nudge:
    // whatever is not handed over is found in the store. Any thread.
    void arrived(const ConversationKey& conversation, std::optional<WaitingReply> reply) {
        replies_.arrived(conversation, std::move(reply));
    }
    // Something may wait in the store that nobody handed over. Any thread; nudge a worker afterwards.
    void look_again() { replies_.look_again(); }

    // What this node may act on; renewed by the chores.
    void hold(const Holding& mine) { mine_.swap(std::make_shared<const Holding>(mine)); }

private:
    WorkLine<WaitingReply>::Source source();
    // The platform's id, when it has taken the reply; none: put off or given up.
    using PlatformId = std::optional<std::string>;
    Result<PlatformId> handle(const WaitingReply& reply);
    Result<PlatformId> attempt(const WaitingReply& reply, const AdapterInUse& adapter);
    Verdict exchange(const WaitingReply& reply, const AdapterInUse& adapter, bool plain);
    Result<PlatformId> settle(const WaitingReply& reply, const Verdict& verdict);
    Result<void> put_off(const WaitingReply& reply, const TryAgain& why);
    Result<void> give_up(const WaitingReply& reply, const std::string& why);

    Parts parts_;
    RetryLimits limits_;
    Replies replies_;
    Current<Holding> mine_;
};

}  // namespace desk
