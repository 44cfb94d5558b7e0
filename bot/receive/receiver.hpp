// STAGE 1: a delivery becomes messages on disk, and only then a 2xx. In this order: is the adapter known → is it authentic
// (over the raw bytes) → is it well-formed → whose is it → may it come in → one durable commit for everybody who
// waits → the receipt. No thread waits for the commit with a delivery: whoever sent it is answered by the one that commits.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/desk.hpp"
#include "bot/http/responder.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/nudge.hpp"
#include "bot/precedence.hpp"
#include "bot/receive/admission.hpp"
#include "bot/receive/arrival_queue.hpp"

namespace desk {

struct ReceiverLimits {
    std::size_t batch = 256;                     // arrivals in one commit
    std::size_t queue = 1'024;                   // deliveries that wait for one
    std::chrono::milliseconds commit_time{2'000};  // a delivery that waits longer is answered 503; it may still be stored
};

class Receiver {
public:
    // Told of every new message that was stored, with what it is answered from when it is the next of its conversation.
    using HandOver = std::function<void(const ConversationKey&, std::optional<Situation>)>;

    struct Parts {
        Store& store;
        const Current<Desk>& desk;
        Admission& admission;
        Metrics& metrics;
        const Log& log;
        Nudge& arrived;  // something waits for the recorder
        Nudge& stored;   // something waits for the dispatcher
        Precedence& precedence;  // over answers
        Clock now = {};
        std::function<std::string()> fresh_event_id = {};  // for events whose sender has none
        HandOver hand_over = {};                           // empty: the dispatcher finds it in the store
    };

    // What a request brought.
    struct Delivery {
        std::vector<Arrival> arrivals = {};         // let in, still to be stored
        std::optional<HttpResponse> answer = {};    // what the platform wants to hear; none: its acknowledgement
    };
    using Told = ArrivalQueue::Told;

    Receiver(Parts parts, ReceiverLimits limits);

    // The whole of POST /hooks/{adapter}. The responder is answered after the commit, or refused; never later than
    // commit_time, see give_up.
    void receive(std::string_view adapter, const HttpRequest& request, const Responder& responder);

    // The same for POST /hooks/plugins/{plugin}/{hook}: 202 and {"message_id"}.
    void receive_report(std::string_view plugin, std::string_view hook, const HttpRequest& request, const Responder& responder);

    // The two halves of it. Errors of read: not_found (no such adapter), denied, invalid, unavailable (too fast, draining);
    // of store: invalid (see Store::prepare), unavailable (busy), and nobody is told. `told` is called once, on the thread that
    // knows: the recorder's, or that of give_up with a timeout (not stored within commit_time; it may still be).
    Result<Delivery> read(std::string_view adapter, const HttpRequest& request);
    Result<void> store(std::vector<Arrival> arrivals, Told told);

    // The recorder's: what waits for a commit, and after it what became of that. Errors: why it was not stored, as those who
    // sent it have been told.
    std::vector<Incoming> take() { return queue_.take(limits_.batch); }
    Result<void> recorded(const std::vector<Incoming>& arrivals, Result<Receipts>& receipts);

    // Tells those who have waited too long by now. Any thread but one that commits, which may hang.
    void give_up(std::chrono::steady_clock::time_point now);

private:
    HttpResponse refused(const Error& error);
    HttpResponse acknowledged(std::string_view adapter, const Receipts& receipts);
    using Acknowledge = std::function<HttpResponse(const Receipts&)>;
    // Stores them and answers with that, or refuses.
    void answer_stored(std::vector<Arrival> arrivals, const Responder& responder, Acknowledge acknowledge);
    Result<Arrival> read_report(std::string_view plugin, std::string_view hook, const HttpRequest& request);
    Result<std::vector<Arrival>> admit(const Desk& desk, const AdapterInUse& adapter, std::vector<Message> messages);
    void count_receipts(const Receipts& receipts);
    void tell(const std::vector<ArrivalQueue::Waiting>& senders, const Result<Receipts>& receipts);
    void hand_over(const std::vector<Incoming>& arrivals, Receipts& receipts);

    Parts parts_;
    ReceiverLimits limits_;
    ArrivalQueue queue_;
};

// The problem document (RFC 9457) that answers a delivery which was refused.
HttpResponse refusal(const Error& error);

}  // namespace desk
