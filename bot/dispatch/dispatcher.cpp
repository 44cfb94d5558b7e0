#include "bot/dispatch/dispatcher.hpp"

#include <utility>

#include "bot/stages.hpp"


namespace desk {
namespace {

constexpr int refill_size = 128;
constexpr std::size_t most_handed_over = 256;  // messages in memory beyond those the store told of

// Which plugin answered and how long it took, for whoever asks ":why".
std::string why_of(const Outcome& outcome) {
    const auto milliseconds = std::to_string(outcome.took.count() / 1'000) + " ms";
    const auto by = outcome.plugin.empty() ? std::string{"the desk itself"} : outcome.plugin + " " + outcome.plugin_version;
    return by + (outcome.understood.empty() ? "" : " · " + outcome.understood) + ", " + milliseconds;
}

}  // namespace

Dispatcher::Dispatcher(Parts parts, DispatchLimits limits, std::size_t workers)
    : parts_{std::move(parts)}, limits_{limits}, queue_{workers}, lookout_{limits.look_every}, mine_{std::make_shared<const Holding>()} {}

Result<bool> Dispatcher::step() {
    if (lookout_.is_due()) DESK_CHECK(look());
    auto waiting = queue_.take();
    if (!waiting && lookout_.is_wanted()) {
        DESK_CHECK(look());
        waiting = queue_.take();
    }
    if (!waiting) return false;
    if (queue_.waiting() > 0) parts_.waiting.one();

    const auto seat = parts_.in_flight.hold(waiting->ticket);
    const auto handled = handle(*waiting);
    const bool has_more = queue_.give_back(waiting->conversation.tenant.customer, waiting->conversation);
    if (has_more || waiting->ticket.has_next || !handled) look_again();
    if (!handled) return handled.error();
    return true;
}

void Dispatcher::arrived(const ConversationKey& conversation, std::optional<Situation> situation) {
    if (!situation) return queue_.follow(conversation);
    if (lookout_.is_behind() || queue_.waiting() >= most_handed_over) {
        queue_.follow(conversation);
        return lookout_.fall_behind();
    }
    const Ticket ticket{.conversation = conversation, .seq = situation->seq, .epoch = mine_.get()->epoch};
    queue_.add_new(conversation.tenant.customer, {conversation, ticket, std::move(situation)});
}

Result<void> Dispatcher::look() {
    lookout_.begin();
    auto looked = refill_.run([this] { return refill(parts_.now()); });
    if (!looked) lookout_.want();
    return looked;
}

Result<void> Dispatcher::refill(Time now) {
    queue_.begin_refill();
    auto tickets = parts_.store.waiting_messages(*mine_.get(), now, refill_size);
    if (tickets) {
        lookout_.found(tickets->size() < refill_size);
        for (auto& ticket : *tickets) {
            auto conversation = ticket.conversation;
            const auto owner = conversation.tenant.customer;
            queue_.add(owner, {std::move(conversation), std::move(ticket)});
        }
    }
    queue_.end_refill();
    if (!tickets) return tickets.error();
    return {};
}

Result<void> Dispatcher::handle(Waiting& waiting) {
    if (waiting.situation) return answer(waiting.ticket, *waiting.situation);
    const auto situation = parts_.store.situation(waiting.ticket);
    if (situation) return answer(waiting.ticket, *situation);
    if (situation.error().code == ErrorCode::not_found) return {};  // done by somebody else meanwhile
    return situation.error();
}

Result<void> Dispatcher::answer(const Ticket& ticket, const Situation& situation) {
    const auto began = std::chrono::steady_clock::now();
    parts_.metrics.observe(stage_wait, parts_.now() - situation.received_at);
    const auto desk = parts_.desk.get();
    Answering answering{{parts_.store, *desk, parts_.cache, parts_.send, parts_.probe, parts_.now, parts_.fresh_id, parts_.metrics, parts_.log, limits_.turn}, ticket, situation};
    auto ended = ticket.attempt > limits_.attempts
                     ? Answering::Ended{TryLater{.why = broken("the desk ended each time it handled this message")}}
                     : answering.run();
    if (auto* again = std::get_if<TryLater>(&ended)) {
        if (ticket.attempt < limits_.attempts) return put_off(ticket, *again);
        parts_.metrics.count("deskhand_dead_letters_total{stage=\"process\"}");
        ended = answering.lost(again->why);
    }
    auto& outcome = std::get<Outcome>(ended);
    outcome.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    return settle(ticket, situation, outcome);
}

Result<void> Dispatcher::settle(const Ticket& ticket, const Situation& situation, const Outcome& outcome) {
    const auto began = std::chrono::steady_clock::now();
    DESK_TRY(auto finished, parts_.store.finish(ticket, outcome, parts_.now()));
    parts_.metrics.observe(stage_commit, std::chrono::steady_clock::now() - began);
    if (!finished.is_ours) {  // somebody was faster, or a value changed: what is still waiting is taken again
        look_again();
        return {};
    }

    const auto& plugin = outcome.plugin.empty() ? std::string{"desk"} : outcome.plugin;
    parts_.metrics.count("deskhand_answers_total{plugin=\"" + plugin + "\",outcome=\"" +
                         std::string{name_of(outcome.ending)} + "\"}");
    parts_.metrics.observe("deskhand_answer_seconds{plugin=\"" + plugin + "\"}",
                           outcome.took);
    for (const auto& [event, by] : outcome.counted) {
        parts_.metrics.count("deskhand_plugin_events_total{plugin=\"" + plugin + "\",event=\"" + event + "\"}", by);
    }
    if (!outcome.timers.empty() || !outcome.news.empty()) parts_.log.info("plugin.set_going", {{"plugin", plugin}});
    if (outcome.ending == Ending::dead || !outcome.reason.empty()) {
        parts_.log.info("turn.note", {{"message", situation.message_id}, {"plugin", plugin}, {"why", outcome.reason}});
    }
    if (outcome.fetched) {
        parts_.board.pin(situation.message.place.adapter, situation.message.event_id,
                         {.is_done = true, .ending = outcome.ending, .message_id = situation.message_id,
                          .replies = outcome.replies, .why = why_of(outcome)});
    } else if (!outcome.replies.empty()) {
        if (parts_.hand_over) parts_.hand_over(ticket.conversation, std::move(finished.next_reply));
        parts_.outgoing.one();
    }
    return {};
}

Result<void> Dispatcher::put_off(const Ticket& ticket, const TryLater& again) {
    const auto pause = again.at_once ? std::chrono::milliseconds{0}
                       : ticket.attempt == 1 ? limits_.first_pause : limits_.second_pause;
    parts_.log.warning("message.put_off", {{"attempt", ticket.attempt}, {"why", again.why.what}});
    DESK_CHECK(parts_.store.try_message_again(ticket, parts_.now() + pause, again.why.what));
    look_again();
    return {};
}

}  // namespace desk
