#include "plugins/service_requests/request_desk.hpp"

#include "plugins/service_requests/request_news.hpp"
#include "plugins/service_requests/request_parts.hpp"
#include <desk/command.hpp>
#include <desk/json.hpp>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

constexpr std::string_view shelf = "request/";
constexpr std::string_view warned_key = "warned";
constexpr std::string_view alerts_topic = "alerts";

void put(std::vector<RequestLog>& logs, RequestLog log) {
    std::erase_if(logs, [&](const auto& one) { return one.id == log.id; });
    logs.push_back(std::move(log));
}

}  // namespace

bool RequestDesk::is_for_agent() const {
    return is_agent(call_.asker.role);
}

Result<std::vector<RequestLog>> RequestDesk::all() {
    DESK_TRY(auto logs, read_seed(host_.setting("seed_file"), call_.customer.id));
    DESK_TRY(const auto kept, host_.recall_all(shelf));
    for (const auto& [key, value] : kept) {
        DESK_TRY(auto log, read_log(value));
        put(logs, std::move(log));
    }
    return logs;
}

Result<std::optional<RequestLog>> RequestDesk::find(std::string_view id) {
    const auto wanted = sdk::upper(id);
    DESK_TRY(const auto kept, host_.recall(std::string{shelf} + wanted));
    if (kept) {
        DESK_TRY(auto log, read_log(*kept));
        return std::optional{std::move(log)};
    }
    DESK_TRY(auto seeded, read_seed(host_.setting("seed_file"), call_.customer.id));
    for (auto& log : seeded) {
        if (log.id == wanted) return std::optional{std::move(log)};
    }
    return std::optional<RequestLog>{};
}

const CustomerProfile& RequestDesk::profile() {
    if (profile_) return *profile_;
    const auto document = host_.look_up("customer");
    profile_ = document ? read_customer_profile(*document) : CustomerProfile{};
    if (!profile_->services.empty()) return *profile_;
    const auto list = host_.look_up("customer.services");
    const auto services = list ? read_services(*list) : Result<std::vector<Service>>{list.error()};
    if (!services) return *profile_;
    for (const auto& service : *services) profile_->services.push_back({.service = service});
    return *profile_;
}

HealthSnapshot RequestDesk::health(const std::string& service_id) {
    Json question = Json::object();
    if (!service_id.empty()) question["service"] = service_id;
    const auto reply = host_.ask("health.lookup", dump_json(question));
    if (!reply) {
        host_.log(2, "health.lookup: " + reply.error().what);
        return {.as_of = call_.now};
    }
    const auto snapshot = read_health_reply(*reply, call_.now);
    return snapshot ? *snapshot : HealthSnapshot{.as_of = call_.now};
}

std::optional<SlaStanding> RequestDesk::standing(const RequestLog& log) {
    return promises_.standing(log, profile().plan, call_.now);
}

Result<void> RequestDesk::keep(const RequestLog& log) {
    DESK_TRY(const auto text, write_log(log));
    host_.remember(std::string{shelf} + log.id, text);
    return look_after(&log);
}

void RequestDesk::tell(const RequestLog& log, std::string_view what, const Answer& answer) {
    host_.publish("requests/" + log.id, log.id + "/" + std::to_string(log.events.size()) + "/" + std::string{what},
                  answer);
}

void RequestDesk::alert(const std::string& revision, const Answer& answer) {
    host_.publish_to_desk(alerts_topic, revision, answer);
}

Result<void> RequestDesk::look_after(const RequestLog* changed) {
    DESK_TRY(auto logs, all());
    if (changed != nullptr) put(logs, *changed);
    std::erase_if(logs, [](const auto& log) { return !state_of(log).is_open(); });
    DESK_CHECK(warn(logs));

    std::optional<Time> next;
    for (const auto& log : logs) {
        const auto standing = this->standing(log);
        if (standing && standing->next_change && (!next || *standing->next_change < *next))
            next = standing->next_change;
    }
    if (call_.conversation.empty() || call_.asker.id == "desk") return {};
    next ? host_.schedule("sla", *next) : host_.unschedule("sla");
    return {};
}

// What was said is kept per clock, so that a look does not say everything again.
Result<void> RequestDesk::warn(const std::vector<RequestLog>& logs) {
    DESK_TRY(const auto kept, host_.recall(warned_key));
    const auto document = kept ? parse_json(*kept) : Result<Json>{Json::object()};
    const auto warned = document && document->is_object() ? *document : Json::object();
    Json now_warned = Json::object();
    for (const auto& log : logs) {
        const auto standing = this->standing(log);
        if (!standing) continue;
        for (const auto& one : sla_alerts(log, *standing, call_.customer.name, call_.now)) {
            now_warned[one.clock] = one.percent;
            if (integer_or(warned, one.clock.c_str(), 0) < one.percent) alert(one.revision(), one.answer);
        }
    }
    if (now_warned == warned) return {};
    now_warned.empty() ? host_.forget(warned_key) : host_.remember(warned_key, dump_json(now_warned));
    return {};
}

}  // namespace desk
