// STAGE 1: a delivery becomes messages on disk, and only then a 2xx. In this order: is the adapter known → is it authentic
// (over the raw bytes) → is it well-formed → whose is it → may it come in → one durable commit for everybody who
// waits → the receipt.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/desk.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/nudge.hpp"
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
        Nudge& arrived;  // something waits for step()
        Nudge& stored;   // something waits for the dispatcher
        Clock now = {};
        std::function<std::string()> fresh_id = {};  // 26 random characters, for events whose sender has none
        HandOver hand_over = {};                     // empty: the dispatcher finds it in the store
    };

    // A delivery that has been let in. `answer`: what to say when nothing had to be stored.
    struct Delivery {
        std::optional<HttpResponse> answer = {};
        std::vector<Message> messages = {};
        Tenant tenant = {};  // of the first message
        std::future<Result<Receipts>> stored = {};  // not valid when there is nothing to store
        std::chrono::steady_clock::time_point let_in = {};
    };

    Receiver(Parts parts, ReceiverLimits limits);

    // The whole of POST /hooks/{adapter}: blocks until the commit. Never an error: refusals are responses.
    HttpResponse receive(std::string_view adapter, const HttpRequest& request);

    // The same for POST /hooks/plugins/{plugin}/{hook}: 202 and {"message_id"}.
    HttpResponse receive_report(std::string_view plugin, std::string_view hook, const HttpRequest& request);

    // The two halves of both. Errors of accept: not_found (no such adapter or hook), denied, invalid, unavailable (busy);
    // of wait: timeout (not stored within commit_time), unavailable, broken.
    Result<Delivery> accept(std::string_view adapter, const HttpRequest& request);
    Result<Delivery> accept_report(std::string_view plugin, std::string_view hook, const HttpRequest& request);
    Result<Receipts> wait(Delivery& delivery);

    // One commit for what waits. False: nothing does. One thread.
    Result<bool> step();

private:
    Result<Delivery> let_in(std::vector<Arrival> arrivals);
    HttpResponse refused(const Error& error);
    Result<std::vector<Arrival>> admit(const Desk& desk, const AdapterInUse& adapter, std::vector<Message>& messages);
    void count_receipts(const Receipts& receipts);
    void hand_over(const std::vector<Arrival>& arrivals, Receipts& receipts);

    Parts parts_;
    ReceiverLimits limits_;
    ArrivalQueue queue_;
};

// The problem document (RFC 9457) that answers a delivery which was refused.
HttpResponse refusal(const Error& error);

}  // namespace desk
