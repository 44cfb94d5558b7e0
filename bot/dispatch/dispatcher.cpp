#include "bot/dispatch/dispatcher.hpp"

#include <utility>

#include "bot/stage_times.hpp"

namespace desk {
namespace {

// Which plugin answered and how long it took, for whoever asks ":why".
std::string why_of(const Outcome& outcome) {
    const auto milliseconds = std::to_string(outcome.took.count() / 1'000) + " ms";
    const auto by = outcome.plugin.empty() ? std::string{"the desk itself"} : outcome.plugin + " " + outcome.plugin_version;
    return by + (outcome.understood.empty() ? "" : " · " + outcome.understood) + ", " + milliseconds;
}

}  // namespace

Dispatcher::Dispatcher(Parts parts, DispatchLimits limits, std::size_t workers)
    : parts_{std::move(parts)},
      limits_{limits},
      answers_{source(), workers, limits.look_every, {parts_.waiting, parts_.answered}},
      mine_{std::make_shared<const Holding>()} {}

WorkLine<Dispatcher::Waiting>::Source Dispatcher::source() {
    const auto waiting = [](Ticket ticket) { return Waiting{ticket.conversation, std::move(ticket)}; };
    return {.all = [this, waiting](int most) -> Result<std::vector<Waiting>> {
                DESK_TRY(auto tickets, parts_.store.waiting_messages(*mine_.get(), parts_.now(), most));
                std::vector<Waiting> found;
                for (auto& ticket : tickets) found.push_back(waiting(std::move(ticket)));
                return found;
            },
            .next = [this, waiting](const ConversationKey& conversation) -> Result<std::optional<Waiting>> {
                DESK_TRY(auto ticket, parts_.store.waiting_message(*mine_.get(), conversation, parts_.now()));
                return ticket ? std::optional{waiting(*std::move(ticket))} : std::nullopt;
            },
            .owner = [](const Waiting& one) { return one.conversation.tenant.customer; },
            .position = [](const Waiting& one) { return PiecePosition{one.ticket.seq, 0}; },
            .has_next = [](const Waiting& one) { return one.ticket.has_next; }};
}

Result<bool> Dispatcher::step() {
    if (answers_.is_behind() && !parts_.precedence.may_answer()) return false;
    return answers_.step([this](Waiting& waiting) { return conclude(waiting); });
}

Result<std::optional<Dispatcher::Concluded>> Dispatcher::conclude(Waiting& waiting) {
    auto seat = parts_.in_flight.hold(waiting.ticket);
    DESK_TRY(auto outcome, handle(waiting));
    if (!outcome) return std::optional<Concluded>{};
    return std::optional{Concluded{*std::move(outcome), std::move(seat), std::chrono::steady_clock::now()}};
}

void Dispatcher::arrived(const ConversationKey& conversation, std::optional<Situation> situation) {
    if (!situation) return answers_.arrived(conversation, std::nullopt);
    Ticket ticket{.conversation = conversation, .seq = situation->seq, .epoch = mine_.get()->epoch};
    answers_.arrived(conversation, Waiting{conversation, std::move(ticket), std::make_unique<const Situation>(*std::move(situation))});
}

Result<std::optional<Outcome>> Dispatcher::handle(Waiting& waiting) {
    if (!waiting.situation) {
        auto situation = parts_.store.situation(waiting.ticket);
        if (!situation && situation.error().code == ErrorCode::not_found) return std::optional<Outcome>{};  // done by somebody else meanwhile
        if (!situation) return situation.error();
        waiting.situation = std::make_unique<const Situation>(*std::move(situation));
    }
    return answer(waiting.ticket, *waiting.situation);
}

Result<std::optional<Outcome>> Dispatcher::answer(const Ticket& ticket, const Situation& situation) {
    const auto began = std::chrono::steady_clock::now();
    parts_.metrics.observe(stage_wait, parts_.now() - situation.received_at);
    const auto desk = parts_.desk.get();
    Answering answering{{parts_.store, *desk, parts_.cache, parts_.send, parts_.probe, parts_.now, parts_.fresh_id, parts_.metrics, parts_.log, limits_.turn}, ticket, situation};
    auto ended = ticket.attempt > limits_.attempts
                     ? Answering::Ended{TryLater{.why = broken("the desk ended each time it handled this message")}}
                     : answering.run();
    if (auto* again = std::get_if<TryLater>(&ended)) {
        if (ticket.attempt < limits_.attempts) {
            DESK_CHECK(put_off(ticket, *again));
            return std::optional<Outcome>{};
        }
        parts_.metrics.count("deskhand_dead_letters_total{stage=\"process\"}");
        ended = answering.lost(again->why);
    }
    auto& outcome = std::get<Outcome>(ended);
    outcome.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    return std::optional{std::move(outcome)};
}

Result<void> Dispatcher::recorded(const std::vector<Answers::Done>& answered, std::vector<Result<Finished>>& finished) {
    for (std::size_t n = 0; n < answered.size(); ++n) {
        if (finished[n]) settle(answered[n], *std::move(finished[n]));
    }
    return answers_.give_back(answered, finished);
}

void Dispatcher::settle(const Answers::Done& answered, Finished finished) {
    const auto& waiting = answered.work;
    const auto& outcome = answered.product.outcome;
    const auto& situation = *waiting.situation;
    parts_.metrics.observe(stage_commit, std::chrono::steady_clock::now() - answered.product.at);
    if (!finished.is_ours) return look_again();  // somebody was faster, or a value changed: what is still waiting is taken again

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
        if (parts_.hand_over) parts_.hand_over(waiting.conversation, std::move(finished.next_reply));
        parts_.outgoing.one();
    }
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
