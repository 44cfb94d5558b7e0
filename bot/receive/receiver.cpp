#include "bot/receive/receiver.hpp"

#include <span>
#include <utility>

#include "adapters/plugin_hook.hpp"
#include "bot/http/problem.hpp"
#include "bot/stage_times.hpp"

namespace desk {
namespace {

std::string_view reason_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found: return "unknown_adapter";
        case ErrorCode::denied: return "not_authentic";
        case ErrorCode::invalid: return "malformed";
        case ErrorCode::timeout: return "commit_time";
        default: return error.what.starts_with("too fast") ? "rate" : "busy";
    }
}

HttpResponse come_back(int status, std::string_view detail) {
    auto response = problem_response(status, detail, "DH7503");
    response.headers.emplace_back("Retry-After", "2");
    return response;
}

}  // namespace

HttpResponse refusal(const Error& error) {
    switch (error.code) {
        case ErrorCode::not_found: return problem_response(404, "There is nothing here.", "DH7404");
        case ErrorCode::denied: return problem_response(401, "This delivery is not authentic.", "DH7401");
        case ErrorCode::invalid: return problem_response(400, error.what, "DH7400");
        default: break;
    }
    if (error.what.starts_with("too fast")) return come_back(429, "Too many messages; please come back.");
    return come_back(503, "The message could not be stored now; please come back.");
}

Receiver::Receiver(Parts parts, ReceiverLimits limits)
    : parts_{std::move(parts)}, limits_{limits}, queue_{limits.queue, parts_.precedence} {}

void Receiver::receive(std::string_view adapter, const HttpRequest& request, const Responder& responder) {
    auto delivery = read(adapter, request);
    if (!delivery) return responder.give(refused(delivery.error()));
    if (delivery->arrivals.empty()) return responder.give(delivery->answer ? *delivery->answer : acknowledged(adapter, {}));

    answer_stored(std::move(delivery->arrivals), responder,
                  [this, name = std::string{adapter}, answer = std::move(delivery->answer)](const Receipts& receipts) {
                      return answer ? *answer : acknowledged(name, receipts);
                  });
}

void Receiver::answer_stored(std::vector<Arrival> arrivals, const Responder& responder, Acknowledge acknowledge) {
    const auto stored = store(std::move(arrivals), [this, responder, acknowledge = std::move(acknowledge)](const Result<Receipts>& receipts) {
        responder.give(receipts ? acknowledge(*receipts) : refused(receipts.error()));
    });
    if (!stored) responder.give(refused(stored.error()));
}

HttpResponse Receiver::refused(const Error& error) {
    parts_.metrics.count("deskhand_refused_total{reason=\"" + std::string{reason_of(error)} + "\"}");
    return refusal(error);
}

HttpResponse Receiver::acknowledged(std::string_view adapter, const Receipts& receipts) {
    std::vector<std::string> ids;
    for (const auto& receipt : receipts) ids.push_back(receipt.message_id);
    const auto desk = parts_.desk.get();
    const auto* used = desk->adapter(adapter);
    if (used == nullptr) return refused(not_found("adapter"));  // a reload took it away meanwhile; the message stays
    return used->adapter->acknowledge(ids);
}

void Receiver::receive_report(std::string_view plugin, std::string_view hook, const HttpRequest& request, const Responder& responder) {
    auto arrival = read_report(plugin, hook, request);
    if (!arrival) return responder.give(refused(arrival.error()));
    answer_stored({*std::move(arrival)}, responder, [](const Receipts& receipts) {
        return HttpResponse{202, {{"Content-Type", "application/json"}}, R"({"message_id":")" + receipts.front().message_id + "\"}"};
    });
}

Result<Arrival> Receiver::read_report(std::string_view plugin, std::string_view hook, const HttpRequest& request) {
    const auto desk = parts_.desk.get();
    const auto* used = desk->plugin(plugin);
    const auto* declared = used == nullptr ? nullptr : used->hook(hook);
    if (declared == nullptr) return not_found("no such hook");

    const auto secrets = used->settings.find(declared->secret);
    DESK_TRY(auto message, read_plugin_hook({.plugin = used->name,
                                             .name = declared->name,
                                             .is_signed = declared->authentication == "standard_webhook",
                                             .secrets = secrets == used->settings.end() ? "" : secrets->second},
                                            request, parts_.now()));
    if (message.event_id.empty()) message.event_id = parts_.fresh_event_id();
    DESK_CHECK(parts_.admission.admit({}, message.place, message.author, parts_.now()));
    return Arrival{.tenant = {}, .message = std::move(message)};
}

Result<void> Receiver::store(std::vector<Arrival> arrivals, Told told) {
    std::vector<Incoming> prepared;
    for (auto& arrival : arrivals) {
        DESK_TRY(auto one, parts_.store.prepare(std::move(arrival)));
        prepared.push_back(std::move(one));
    }
    if (!queue_.push(std::move(prepared), std::chrono::steady_clock::now(), std::move(told))) return unavailable("busy: the receiver's queue is full");
    parts_.arrived.one();
    return {};
}

Result<Receiver::Delivery> Receiver::read(std::string_view adapter, const HttpRequest& request) {
    const auto desk = parts_.desk.get();
    const auto* used = desk->adapter(adapter);
    if (used == nullptr) return not_found("no adapter of this name");

    DESK_TRY(auto inbound, used->adapter->read(request, parts_.now()));
    DESK_TRY(auto arrivals, admit(*desk, *used, std::move(inbound.messages)));
    return Delivery{.arrivals = std::move(arrivals), .answer = std::move(inbound.answer)};
}

Result<std::vector<Arrival>> Receiver::admit(const Desk& desk, const AdapterInUse& adapter, std::vector<Message> messages) {
    std::vector<Arrival> arrivals;
    arrivals.reserve(messages.size());
    for (auto& message : messages) {
        message.place.adapter = adapter.name;
        if (message.event_id.empty()) message.event_id = parts_.fresh_event_id();
        const auto author = desk.directory.who(adapter.name, message.author, adapter.trusts_ids);
        DESK_CHECK(parts_.admission.admit(author.tenant, message.place, message.author, parts_.now()));
        arrivals.push_back({.tenant = author.tenant, .message = std::move(message)});
    }
    return arrivals;
}

Result<void> Receiver::recorded(const std::vector<Incoming>& arrivals, Result<Receipts>& receipts) {
    if (arrivals.empty()) return {};
    parts_.metrics.count("deskhand_ingest_commits_total");
    const auto senders = queue_.done();
    if (receipts) {
        count_receipts(*receipts);
        hand_over(arrivals, *receipts);
        parts_.stored.one();
    }
    tell(senders, receipts);
    if (!receipts) return receipts.error();
    return {};
}

void Receiver::tell(const std::vector<ArrivalQueue::Waiting>& senders, const Result<Receipts>& receipts) {
    const auto now = std::chrono::steady_clock::now();
    std::size_t next = 0;
    for (const auto& sender : senders) {
        const auto first = std::exchange(next, next + sender.arrivals);
        if (!sender.told) continue;
        if (!receipts) {
            sender.told(receipts.error());
            continue;
        }
        parts_.metrics.observe(stage_accept, now - sender.since);
        const auto mine = std::span{*receipts}.subspan(first, sender.arrivals);
        sender.told(Receipts{mine.begin(), mine.end()});
    }
}

void Receiver::give_up(std::chrono::steady_clock::time_point now) {
    for (const auto& told : queue_.too_late(now - limits_.commit_time)) {
        told(timeout("the commit took longer than " + std::to_string(limits_.commit_time.count()) + " ms"));
    }
}

void Receiver::hand_over(const std::vector<Incoming>& arrivals, Receipts& receipts) {
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        auto situation = std::exchange(receipts[i].next, std::nullopt);
        if (!parts_.hand_over || !receipts[i].is_new) continue;
        parts_.hand_over({arrivals[i].arrival.tenant, arrivals[i].key.conv}, std::move(situation));
    }
}

void Receiver::count_receipts(const Receipts& receipts) {
    for (const auto& receipt : receipts) {
        parts_.metrics.count(receipt.is_new ? "deskhand_accepted_total" : "deskhand_duplicates_total");
        if (!receipt.is_conflicting) continue;
        parts_.log.warning("message.conflicting_redelivery", {{"message", receipt.message_id}});
    }
}

}  // namespace desk
