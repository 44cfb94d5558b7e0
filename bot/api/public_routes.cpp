#include "bot/api/public_routes.hpp"

#include <utility>

#include "bot/http/problem.hpp"

namespace desk {
namespace {

// {"message_id":"…","replies":[{"text","card"?,"language"}],"ending":"replied","why":"health 1.0.0, 38 ms"}; each reply is what the adapter writes.
HttpResponse answer_document(const Adapter& adapter, const Answered& answered, Time now) {
    std::string replies;
    for (const auto& reply : answered.replies) {
        const auto written = adapter.write({.reply = reply, .message_id = answered.message_id}, now);
        if (!written) return problem_response(500, "The answer could not be written.", "DH7201");
        replies.append(replies.empty() ? "" : ",").append(written->body);
    }
    // Ids, endings and reasons are made by the desk: no character in them needs escaping.
    auto body = R"({"message_id":")" + answered.message_id + R"(","replies":[)" + replies + R"(],"ending":")" +
                std::string{name_of(answered.ending)} + R"(","why":")" + answered.why + "\"}";
    return {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

HttpResponse answer_to(const PublicParts& parts, const Result<Answered>& answered) {
    if (!answered) return refusal(answered.error());
    if (!answered->is_done) {
        return problem_response(504, "The answer takes longer; ask again with the same Idempotency-Key.", "DH7202");
    }
    const auto desk = parts.desk.get();
    const auto* adapter = desk->adapter(api_adapter);
    if (adapter == nullptr) return refusal(not_found("the API was closed meanwhile"));
    return answer_document(*adapter->adapter, *answered, system_now());
}

void ask(const PublicParts& parts, const IncomingRequest& incoming, const Responder& responder) {
    auto request = incoming.request;
    const auto* key = find_header(request.headers, "Idempotency-Key");
    const auto event_id = key == nullptr ? parts.fresh_event_id() : *key;
    if (key == nullptr) request.headers.emplace_back("Idempotency-Key", event_id);
    parts.asking.ask(api_adapter, request, event_id, [&parts, responder](const Result<Answered>& answered) {
        responder.give(answer_to(parts, answered));
    });
}

}  // namespace

void add_public_routes(HttpServer& server, const PublicParts& parts) {
    server.route_later("POST", "/hooks/:adapter", [&parts](const IncomingRequest& incoming, const Responder& responder) {
        const auto& name = incoming.parameters.find("adapter")->second;
        const auto desk = parts.desk.get();
        const auto* adapter = desk->adapter(name);
        if (adapter == nullptr || !adapter->kind->has_hook) return responder.give(refusal(not_found(name)));
        parts.receiver.receive(name, incoming.request, responder);
    });
    server.route_later("POST", "/hooks/plugins/:plugin/:hook", [&parts](const IncomingRequest& incoming, const Responder& responder) {
        parts.receiver.receive_report(incoming.parameters.find("plugin")->second, incoming.parameters.find("hook")->second,
                                      incoming.request, responder);
    });
    server.route_later("POST", "/api/v1/ask", [&parts](const IncomingRequest& incoming, const Responder& responder) {
        ask(parts, incoming, responder);
    });
}

}  // namespace desk
