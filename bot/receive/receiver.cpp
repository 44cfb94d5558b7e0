#include "bot/receive/receiver.hpp"

#include <span>
#include <utility>

#include "adapters/plugin_hook.hpp"
#include "bot/http/problem.hpp"
#include "bot/stages.hpp"

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
    : parts_{std::move(parts)}, limits_{limits}, queue_{limits.queue} {}

HttpResponse Receiver::receive(std::string_view adapter, const HttpRequest& request) {
    auto delivery = accept(adapter, request);
    if (!delivery) return refused(delivery.error());
    if (delivery->answer) return *delivery->answer;

    const auto receipts = wait(*delivery);
    if (!receipts) return refused(receipts.error());
    std::vector<std::string> ids;
    for (const auto& receipt : *receipts) ids.push_back(receipt.message_id);

    const auto desk = parts_.desk.get();
    const auto* used = desk->adapter(adapter);
    if (used == nullptr) return refused(not_found("adapter"));  // a reload took it away meanwhile; the message stays
    return used->adapter->acknowledge(ids);
}

HttpResponse Receiver::refused(const Error& error) {
    parts_.metrics.count("deskhand_refused_total{reason=\"" + std::string{reason_of(error)} + "\"}");
    return refusal(error);
}

HttpResponse Receiver::receive_report(std::string_view plugin, std::string_view hook, const HttpRequest& request) {
    auto delivery = accept_report(plugin, hook, request);
    if (!delivery) return refused(delivery.error());
    const auto receipts = wait(*delivery);
    if (!receipts) return refused(receipts.error());
    return {202, {{"Content-Type", "application/json"}}, R"({"message_id":")" + receipts->front().message_id + "\"}"};
}

Result<Receiver::Delivery> Receiver::accept_report(std::string_view plugin, std::string_view hook,
                                                   const HttpRequest& request) {
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
    if (message.event_id.empty()) message.event_id = parts_.fresh_id();
    DESK_CHECK(parts_.admission.admit({}, message.place, message.author, parts_.now()));
    return let_in({{.tenant = {}, .message = std::move(message)}});
}

Result<Receiver::Delivery> Receiver::let_in(std::vector<Arrival> arrivals) {
    Delivery delivery{.answer = {}, .messages = {}, .tenant = arrivals.front().tenant, .stored = {}, .let_in = std::chrono::steady_clock::now()};
    auto stored = queue_.push(std::move(arrivals));
    if (!stored) return unavailable("busy: the receiver's queue is full");
    delivery.stored = std::move(*stored);
    parts_.arrived.one();
    return delivery;
}

Result<Receiver::Delivery> Receiver::accept(std::string_view adapter, const HttpRequest& request) {
    const auto desk = parts_.desk.get();
    const auto* used = desk->adapter(adapter);
    if (used == nullptr) return not_found("no adapter of this name");

    DESK_TRY(auto inbound, used->adapter->read(request, parts_.now()));
    Delivery delivery{.answer = std::move(inbound.answer), .messages = std::move(inbound.messages), .tenant = {}, .stored = {}};
    if (delivery.messages.empty()) {
        if (!delivery.answer) delivery.answer = used->adapter->acknowledge({});
        return delivery;
    }
    DESK_TRY(auto arrivals, admit(*desk, *used, delivery.messages));
    DESK_TRY(auto waiting, let_in(std::move(arrivals)));
    waiting.answer = std::move(delivery.answer);
    waiting.messages = std::move(delivery.messages);
    return waiting;
}

Result<std::vector<Arrival>> Receiver::admit(const Desk& desk, const AdapterInUse& adapter,
                                             std::vector<Message>& messages) {
    std::vector<Arrival> arrivals;
    for (auto& message : messages) {
        message.place.adapter = adapter.name;
        if (message.event_id.empty()) message.event_id = parts_.fresh_id();
        const auto author = desk.directory.who(adapter.name, message.author, adapter.trusts_ids);
        DESK_CHECK(parts_.admission.admit(author.tenant, message.place, message.author, parts_.now()));
        arrivals.push_back({.tenant = author.tenant, .message = message});
    }
    return arrivals;
}

Result<Receipts> Receiver::wait(Delivery& delivery) {
    if (delivery.stored.wait_for(limits_.commit_time) != std::future_status::ready) {
        return timeout("the commit took longer than " + std::to_string(limits_.commit_time.count()) + " ms");
    }
    parts_.metrics.observe(stage_accept, std::chrono::steady_clock::now() - delivery.let_in);
    return delivery.stored.get();
}

Result<bool> Receiver::step() {
    auto waiting = queue_.take(limits_.batch);
    if (waiting.empty()) return false;

    std::vector<Arrival> batch;
    for (auto& delivery : waiting) {
        for (auto& arrival : delivery.arrivals) batch.push_back(std::move(arrival));
    }
    parts_.metrics.count("deskhand_ingest_commits_total");
    auto receipts = parts_.store.receive(batch, parts_.now());
    if (!receipts) {
        for (auto& delivery : waiting) delivery.stored.set_value(receipts.error());
        return receipts.error();
    }
    count_receipts(*receipts);
    hand_over(batch, *receipts);
    parts_.stored.one();
    std::size_t next = 0;
    for (auto& delivery : waiting) {
        const std::span all{*receipts};
        const auto mine = all.subspan(next, delivery.arrivals.size());
        next += mine.size();
        delivery.stored.set_value(Receipts{mine.begin(), mine.end()});
    }
    return true;
}

void Receiver::hand_over(const std::vector<Arrival>& arrivals, Receipts& receipts) {
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        auto situation = std::exchange(receipts[i].next, std::nullopt);
        if (!parts_.hand_over || !receipts[i].is_new) continue;
        parts_.hand_over({arrivals[i].tenant, conversation_name(arrivals[i].message.place)}, std::move(situation));
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
