#include "plugins/incidents/known_incidents.hpp"

#include "plugins/status_source/report_text.hpp"
#include "plugins/status_source/source.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

constexpr JsonLimits limits{.bytes = 8'000'000, .depth = 16, .keys = 200'000};

Vendor read_vendor(const Json& reply) {
    const auto* vendor = find_field(reply, "vendor");
    if (vendor == nullptr) return {};
    return {text_or(*vendor, "name", ""), text_or(*vendor, "source", ""), text_or(*vendor, "language", "")};
}

Time time_or(const Json& object, const char* name, Time otherwise) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : otherwise;
}

OwnIncident read_own(const Json& entry, Time now) {
    OwnIncident own{.incident = read_reported_incident(entry), .vendor = read_vendor(entry), .as_of = time_or(entry, "as_of", now)};
    own.is_own = bool_or(entry, "own", false);
    for (const auto& name : array_or_empty(entry, "services")) {
        if (name.is_string()) own.services.items.emplace_back(name.get<std::string>());
    }
    if (!own.services.items.empty()) return own;
    for (const auto& part : own.incident.affected) {
        if (own.services.items.size() < 5) own.services.items.emplace_back(part.name);
    }
    if (own.services.items.empty()) own.services.items.emplace_back(own.incident.title);
    return own;
}

// ---- without the health plugin ----

Result<SeenIncidents> own_incidents(Host& host, const Call& call, SeenPage seen) {
    SeenIncidents found{.vendor = vendor_of(host), .at = seen.at};
    std::vector<Service> services;
    if (!call.customer.id.empty()) {
        DESK_TRY(const auto list, host.look_up("customer.services"));
        DESK_TRY(services, read_services(list));
    }
    for (auto& incident : seen.page.incidents) {
        OwnIncident own{.incident = incident, .vendor = found.vendor, .as_of = seen.at};
        for (const auto& service : services) {
            if (is_about(incident, seen.page, service)) own.services.items.emplace_back(service.name);
        }
        if (call.customer.id.empty()) {
            for (const auto& part : incident.affected) own.services.items.emplace_back(part.name);
            if (own.services.items.empty()) own.services.items.emplace_back(incident.title);
        }
        if (!own.services.items.empty()) found.incidents.push_back(std::move(own));
    }
    return found;
}

// The summary lists open incidents only; what is over stands in the history. Its components are the summary's.
Result<SeenIncidents> page_with_past(Host& host, const Call& call, const SeenPage& seen) {
    DESK_TRY(auto history, see_incident_history(host, call.now));
    history.page.name = seen.page.name;
    history.page.parts = seen.page.parts;
    return own_incidents(host, call, std::move(history));
}

Result<SeenIncidents> of_page(Host& host, const Call& call) {
    DESK_TRY(auto seen, see_status_page(host, call.now));
    return own_incidents(host, call, std::move(seen));
}

// True when there is a page of our own to look at instead.
bool is_alone(const Host& host, const Error& error) {
    return error.code == ErrorCode::not_found && !host.setting("status_url").empty();
}

}  // namespace

Result<SeenIncidents> read_incidents_reply(std::string_view reply, Time now) {
    DESK_TRY(const auto document, parse_json(reply, limits));
    if (!bool_or(document, "usable", false)) return unavailable("health.incidents: no source can be used");
    SeenIncidents seen{.vendor = read_vendor(document), .at = time_or(document, "as_of", now)};
    seen.is_partial = integer_or(document, "missing", 0) > 0;
    for (const auto& entry : array_or_empty(document, "incidents")) seen.incidents.push_back(read_own(entry, now));
    return seen;
}

Result<SeenIncidents> see_incidents(Host& host, const Call& call) {
    const auto reply = host.ask("health.incidents", "{}");
    if (reply) return read_incidents_reply(*reply, call.now);
    if (!is_alone(host, reply.error())) return reply.error();
    return of_page(host, call);
}

Result<SeenIncidents> see_incident(Host& host, const Call& call, const std::string& id) {
    const auto reply = host.ask("health.incidents", dump_json({{"id", id}}));
    if (reply) return read_incidents_reply(*reply, call.now);
    if (!is_alone(host, reply.error())) return reply.error();
    DESK_TRY(auto seen, see_status_page(host, call.now));
    DESK_TRY(auto open, own_incidents(host, call, seen));
    if (find_incident(open.incidents, id) != nullptr) return open;
    return page_with_past(host, call, seen);
}

Result<SeenIncidents> see_past_incidents(Host& host, const Call& call) {
    const auto reply = host.ask("health.incidents", R"({"past":true})");
    if (reply) return read_incidents_reply(*reply, call.now);
    if (!is_alone(host, reply.error())) return reply.error();
    DESK_TRY(auto seen, see_status_page(host, call.now));
    DESK_TRY(auto open, own_incidents(host, call, seen));
    // A history that cannot be seen costs the details of an end, not the end.
    if (auto past = page_with_past(host, call, seen)) {
        for (auto& incident : past->incidents) {
            if (find_incident(open.incidents, incident.incident.id) == nullptr) open.incidents.push_back(std::move(incident));
        }
    }
    return open;
}

const OwnIncident* find_incident(const std::vector<OwnIncident>& incidents, std::string_view id) {
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const auto& own) {
        return folded(own.incident.id) == folded(id) || folded(own.incident.source_id) == folded(id);
    });
    return found == incidents.end() ? nullptr : &*found;
}

}  // namespace desk
