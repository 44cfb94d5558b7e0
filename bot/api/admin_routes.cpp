#include "bot/api/admin_routes.hpp"

#include <utility>

#include <desk/json.hpp>

#include "bot/http/problem.hpp"
#include "conversations/timestamp.hpp"

namespace desk {
namespace {

constexpr int most_letters = 100'000;

HttpResponse json(int status, const Json& document) {
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = dump_json(document)};
}

HttpResponse failed(const Error& error) {
    return problem_response(error.code == ErrorCode::not_found ? 404 : 503, error.what, "DH7301");
}

HttpResponse live(const AdminParts& parts) {
    const auto stuck = parts.stuck_threads();
    if (stuck.empty()) return json(200, {{"status", "ok"}});
    return json(503, {{"status", "stuck"}, {"threads", stuck}});
}

// A write transaction went through, the backlog is below its mark, nobody is stopping the desk. No plugin is asked.
HttpResponse ready(const AdminParts& parts) {
    if (parts.is_draining()) return json(503, {{"status", "draining"}});
    if (const auto written = parts.store.write_probe(parts.now()); !written) {
        return json(503, {{"status", "storage"}, {"why", written.error().what}});
    }
    const auto backlog = parts.store.backlog();
    if (!backlog) return json(503, {{"status", "storage"}, {"why", backlog.error().what}});
    if (backlog->waiting_messages >= parts.most_backlog) return json(503, {{"status", "backlog"}});
    return json(200, {{"status", parts.health.lost_commits > 0 ? "degraded" : "ok"}});
}

// One series for each state, of which one is 1.
void measure(Metrics& metrics, const std::string& name, const PluginReport& report) {
    const std::string label = "{plugin=\"" + name + "\"";
    for (const auto state : plugin_states) {
        metrics.set("deskhand_plugin_state" + label + ",state=\"" + std::string{name_of(state)} + "\"}",
                    state == report.state ? 1 : 0);
    }
    metrics.set("deskhand_plugin_processes" + label + "}", static_cast<double>(report.processes));
    metrics.set("deskhand_plugin_deaths" + label + "}", static_cast<double>(report.deaths));
}

HttpResponse metrics(const AdminParts& parts) {
    const auto desk = parts.desk.get();
    for (const auto& [name, plugin] : desk->plugins) measure(parts.metrics, name, plugin.runner->report());
    if (const auto backlog = parts.store.backlog()) {
        const auto age = backlog->waiting_messages == 0 ? Time::duration::zero() : parts.now() - backlog->oldest_waiting;
        parts.metrics.set("deskhand_backlog", static_cast<double>(backlog->waiting_messages));
        parts.metrics.set("deskhand_backlog_age_seconds", std::chrono::duration<double>(age).count());
        parts.metrics.set("deskhand_outbox_depth", static_cast<double>(backlog->waiting_replies));
        const auto reply_age = backlog->oldest_reply == Time{} ? Time::duration::zero() : parts.now() - backlog->oldest_reply;
        parts.metrics.set("deskhand_outbox_age_seconds", std::chrono::duration<double>(reply_age).count());
    }
    const auto commits = parts.store.commits();
    parts.metrics.total("deskhand_commits_total", commits.commits);
    parts.metrics.total("deskhand_committed_verbs_total", commits.verbs);
    parts.metrics.total("deskhand_commit_microseconds_total", std::chrono::duration_cast<std::chrono::microseconds>(commits.took).count());
    parts.metrics.set("deskhand_lost_commits", static_cast<double>(parts.health.lost_commits));
    parts.metrics.set("deskhand_degraded", parts.health.lost_commits > 0 ? 1 : 0);
    return {.status = 200,
            .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
            .body = parts.metrics.text()};
}

HttpResponse status(const AdminParts& parts) {
    const auto backlog = parts.store.backlog();
    if (!backlog) return failed(backlog.error());
    Json reasons = Json::array();
    if (parts.health.lost_commits > 0) {
        reasons.push_back("data loss detected: " + std::to_string(parts.health.lost_commits) + " commits");
    }
    if (const auto written = parts.store.write_probe(parts.now()); !written) reasons.push_back(written.error().what);
    for (const auto& adapter : parts.circuit.open()) reasons.push_back("adapter " + adapter + " is paused");
    const auto desk = parts.desk.get();
    Json adapters = Json::array();
    for (const auto& [name, adapter] : desk->adapters) adapters.push_back({{"name", name}, {"type", adapter.kind->type}});
    return json(200, {{"status", parts.is_draining() ? "draining" : reasons.empty() ? "ok" : "degraded"},
                      {"reasons", std::move(reasons)},
                      {"desk", desk->name},
                      {"started_at", timestamp(parts.started_at)},
                      {"conversations", backlog->conversations},
                      {"waiting_messages", backlog->waiting_messages},
                      {"waiting_replies", backlog->waiting_replies},
                      {"dead_letters", backlog->dead_letters},
                      {"adapters", std::move(adapters)}});
}

Json plugin_document(const std::string& name, const PluginInUse& plugin) {
    const auto report = plugin.runner->report();
    Json document{{"name", name},
                  {"version", plugin.runner->manifest().version},
                  {"wall", report.wall},
                  {"state", name_of(report.state)},
                  {"trust", report.trust},
                  {"calls", report.calls},
                  {"deaths", report.deaths},
                  {"processes", report.processes}};
    if (!report.layers.empty()) document["sandbox"] = report.layers;
    if (report.p95) document["p95_ms"] = std::chrono::ceil<std::chrono::milliseconds>(*report.p95).count();
    if (!report.last_error.empty()) document["note"] = report.last_error;
    return document;
}

HttpResponse plugins(const AdminParts& parts) {
    const auto desk = parts.desk.get();
    Json list = Json::array();
    for (const auto& [name, plugin] : desk->plugins) list.push_back(plugin_document(name, plugin));
    return json(200, {{"plugins", std::move(list)}});
}

HttpResponse reload_plugin(const AdminParts& parts, const std::string& name) {
    const auto done = parts.reload_plugin(name);
    if (done) return json(200, {{"plugin", name}, {"from", done->from}, {"to", done->to}});
    const bool is_unknown = done.error().code == ErrorCode::not_found;
    return problem_response(is_unknown ? 404 : 409, done.error().what, is_unknown ? "DH7301" : "DH5108");
}

using ChangeLetter = Result<void> (Store::*)(const DeadLetter& letter, std::string_view actor, Time now);

// All parts that died of one event go together.
HttpResponse change_letters(const AdminParts& parts, const IncomingRequest& incoming, ChangeLetter change) {
    const auto document = parse_json(incoming.request.body);
    if (!document) return problem_response(400, document.error().what, "DH7302");
    const auto adapter = text_or(*document, "adapter", "");
    const auto event_id = text_or(*document, "event_id", "");
    const auto letters = parts.store.dead_letters(most_letters);
    if (!letters) return failed(letters.error());

    int changed = 0;
    for (const auto& letter : *letters) {
        if (letter.event_id != event_id || !letter.conversation.name.starts_with(adapter + "/")) continue;
        if (const auto done = (parts.store.*change)(letter, "operator", parts.now()); !done) return failed(done.error());
        ++changed;
    }
    if (changed == 0) return failed(not_found("no dead letter of " + adapter + ":" + event_id));
    parts.work();
    return json(200, {{"letters", changed}});
}

}  // namespace

void add_admin_routes(HttpServer& server, const AdminParts& parts) {
    server.route("GET", "/livez", [&parts](const IncomingRequest&) { return live(parts); });
    server.route("GET", "/readyz", [&parts](const IncomingRequest&) { return ready(parts); });
    server.route("GET", "/metrics", [&parts](const IncomingRequest&) { return metrics(parts); });
    server.route("GET", "/admin/status", [&parts](const IncomingRequest&) { return status(parts); });
    server.route("GET", "/admin/plugins", [&parts](const IncomingRequest&) { return plugins(parts); });
    server.route("POST", "/admin/plugins/:name/reload", [&parts](const IncomingRequest& incoming) {
        return reload_plugin(parts, incoming.parameters.find("name")->second);
    });
    server.route("POST", "/admin/dlq/redrive", [&parts](const IncomingRequest& incoming) {
        return change_letters(parts, incoming, &Store::redrive);
    });
    server.route("POST", "/admin/dlq/drop", [&parts](const IncomingRequest& incoming) {
        return change_letters(parts, incoming, &Store::drop);
    });
}

}  // namespace desk
