#include "bot/deliver/deliverer.hpp"

#include <utility>

#include "bot/http/http_client.hpp"
#include "bot/stage_times.hpp"

namespace desk {
namespace {

std::string by_adapter(std::string_view name, const std::string& adapter) {
    return std::string{name} + "{adapter=\"" + adapter + "\"}";
}

Outgoing outgoing(const WaitingReply& waiting, bool plain) {
    return {.reply = waiting.reply,
            .idempotency_key = waiting.idempotency_key,
            .message_id = waiting.message_id,
            .in_reply_to = waiting.in_reply_to,
            .part = waiting.part,
            .plain = plain};
}

}  // namespace

Deliverer::Deliverer(Parts parts, RetryLimits limits, std::size_t workers)
    : parts_{std::move(parts)},
      limits_{limits},
      replies_{source(), workers, limits.look_every, {parts_.waiting, parts_.sent}},
      mine_{std::make_shared<const Holding>()} {}

WorkLine<WaitingReply>::Source Deliverer::source() {
    return {.all = [this](int most) { return parts_.store.waiting_replies(*mine_.get(), parts_.now(), most); },
            .next = [this](const ConversationKey& conversation) {
                return parts_.store.waiting_reply(*mine_.get(), conversation, parts_.now());
            },
            .owner = [](const WaitingReply& reply) { return reply.reply.place.adapter; },
            .position = [](const WaitingReply& reply) { return PiecePosition{reply.seq, reply.part}; },
            .has_next = [](const WaitingReply& reply) { return reply.has_next; }};
}

Result<bool> Deliverer::step() {
    return replies_.step([this](const WaitingReply& reply) { return handle(reply); });
}

Result<Deliverer::PlatformId> Deliverer::handle(const WaitingReply& reply) {
    const auto now = parts_.now();
    const auto& name = reply.reply.place.adapter;
    const auto paused = parts_.circuit.paused_since(name, reply.first_at, now);
    if (const auto why = reason_to_give_up(reply.attempts, reply.first_at, now, paused, limits_)) {
        DESK_CHECK(give_up(reply, *why));
        return PlatformId{};
    }
    if (!parts_.circuit.may_send(name, now)) {
        DESK_CHECK(parts_.store.try_reply_again(reply, parts_.circuit.next_try(name, now), "the adapter is paused", false));
        return PlatformId{};
    }
    const auto desk = parts_.desk.get();
    const auto* adapter = desk->adapter(name);
    if (adapter != nullptr) return attempt(reply, *adapter);
    DESK_CHECK(put_off(reply, {.why = "no adapter of this name is configured"}));
    return PlatformId{};
}

Result<Deliverer::PlatformId> Deliverer::attempt(const WaitingReply& reply, const AdapterInUse& adapter) {
    auto verdict = exchange(reply, adapter, false);
    if (std::holds_alternative<SendPlain>(verdict)) verdict = exchange(reply, adapter, true);
    return settle(reply, verdict);
}

// Sends once. A failure on the way is a verdict too.
Verdict Deliverer::exchange(const WaitingReply& reply, const AdapterInUse& adapter, bool plain) {
    const auto request = adapter.adapter->write(outgoing(reply, plain), parts_.now());
    if (!request) return GiveUp{.why = request.error().what};
    if (std::chrono::steady_clock::now() >= mine_.get()->act_until) {
        return TryAgain{.why = "this node no longer holds the conversation"};
    }
    if (reply.attempts > 0) parts_.metrics.count("deskhand_resends_total");

    const auto response = parts_.send(*request, {.allow_private = adapter.allow_private, .longest = limits_.attempt_time});
    if (response) return adapter.adapter->judge(*response);
    if (response.error().code == ErrorCode::denied) return GiveUp{.why = response.error().what};
    if (is_in_doubt(response.error())) parts_.metrics.count("deskhand_send_in_doubt_total");
    return TryAgain{.why = response.error().what};
}

Result<Deliverer::PlatformId> Deliverer::settle(const WaitingReply& reply, const Verdict& verdict) {
    const auto now = parts_.now();
    const auto& name = reply.reply.place.adapter;
    if (const auto* delivered = std::get_if<Delivered>(&verdict)) {
        parts_.circuit.succeeded(name, now);
        parts_.metrics.count(by_adapter("deskhand_delivered_total", name));
        parts_.metrics.observe(stage_deliver, now - reply.first_at);
        return PlatformId{delivered->platform_id};
    }
    if (const auto* again = std::get_if<TryAgain>(&verdict)) DESK_CHECK(put_off(reply, *again));
    if (const auto* plain = std::get_if<SendPlain>(&verdict)) DESK_CHECK(give_up(reply, plain->why));
    if (const auto* lost = std::get_if<GiveUp>(&verdict)) DESK_CHECK(give_up(reply, lost->why));
    if (const auto* pause = std::get_if<Pause>(&verdict)) {
        if (parts_.circuit.refused(name, now)) parts_.log.error("adapter.paused", {{"adapter", name}, {"why", pause->why}});
        DESK_CHECK(parts_.store.try_reply_again(reply, parts_.circuit.next_try(name, now), pause->why, false));
    }
    return PlatformId{};
}

Result<void> Deliverer::put_off(const WaitingReply& reply, const TryAgain& again) {
    const auto now = parts_.now();
    const auto& name = reply.reply.place.adapter;
    const auto pause = pause_before_next(reply.attempts + 1, again.after, parts_.chance(), limits_);
    if (again.whole_adapter) parts_.circuit.asked_to_wait(name, now + pause);
    if (!again.whole_adapter && parts_.circuit.failed(name, reply.conversation, now)) {
        parts_.log.error("adapter.unreachable", {{"adapter", name}, {"why", again.why}});
    }
    parts_.log.warning("reply.put_off", {{"adapter", name}, {"key", reply.idempotency_key}, {"why", again.why},
                                         {"again_ms", std::int64_t{pause.count()}}});
    return parts_.store.try_reply_again(reply, now + pause, again.why, true);
}

Result<void> Deliverer::give_up(const WaitingReply& reply, const std::string& why) {
    parts_.metrics.count("deskhand_dead_letters_total{stage=\"send\"}");
    parts_.log.error("reply.dead", {{"adapter", reply.reply.place.adapter}, {"key", reply.idempotency_key}, {"why", why}});
    DESK_CHECK(parts_.store.give_up_reply(reply, why, parts_.now()));
    return {};
}

}  // namespace desk
