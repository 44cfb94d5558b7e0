#include "plugins/health/lookups.hpp"

#include "plugins/health/history.hpp"
#include "plugins/status_source/report_text.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>

namespace desk {
namespace {

// A word that plugins of the first version know, of the same level.
std::string plain_word(const ServiceState& state) {
    constexpr std::array<std::string_view, 8> known{"operational", "degraded", "partial_outage", "outage",
                                                    "maintenance", "investigating", "identified", "monitoring"};
    constexpr std::array<std::string_view, 5> by_level{"unknown", "operational", "investigating", "degraded", "outage"};
    if (std::find(known.begin(), known.end(), state.word) != known.end()) return state.word;
    return std::string{by_level.at(static_cast<std::size_t>(state.level))};
}

Json vendor_json(const Vendor& vendor) {
    return {{"name", vendor.name}, {"source", vendor.source}, {"language", vendor.language}};
}

bool is_called(const ReportedIncident& incident, const std::string& id) {
    return folded(incident.id) == folded(id) || folded(incident.source_id) == folded(id);
}

bool is_wanted(const ReportedIncident& incident, const Json& question, Time now) {
    const auto id = text_or(question, "id", "");
    if (!id.empty()) return is_called(incident, id);
    if (incident.kind != ReportKind::incident && incident.until && *incident.until < now) return false;
    return incident.is_open || bool_or(question, "past", false);
}

}  // namespace

Json health_reply(const Picture& picture, std::vector<Service> services, const Json& question, Time now) {
    const auto* wanted = find_service(services, text_or(question, "service", ""));
    if (wanted != nullptr) services = {Service{*wanted}};
    std::vector<ServiceReading> readings;
    std::vector<ServiceState> states;
    for (const auto& service : services) {
        readings.push_back(picture.read(service, now));
        states.push_back(readings.back().state);
    }
    const auto worst = roll_up(states);
    Json reply{{"state", name_of(worst)}, {"word", "unknown"}, {"vendor", picture.vendor().name}, {"as_of", wire::time_text(picture.as_of(now))}};
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i].level != worst) continue;
        reply["word"] = plain_word(states[i]);
        reply["service"] = {{"id", services[i].id}, {"name", services[i].name}};
        reply["vendor"] = readings[i].vendor.name;
        reply["as_of"] = wire::time_text(readings[i].as_of);
        const auto* incident = states[i].incident;
        if (incident != nullptr && incident->kind == ReportKind::incident && worst != Level::unknown)
            reply["incident"] = {{"id", incident->id}, {"title", incident->title}, {"state", incident->said}};
        break;
    }
    return reply;
}

Json incidents_reply(const Picture& picture, const std::vector<Service>& services, const Json& question, Time now) {
    Json reply{{"usable", picture.is_usable()}, {"missing", picture.missing()}, {"as_of", wire::time_text(picture.as_of(now))}, {"vendor", vendor_json(picture.vendor())}};
    auto& list = reply["incidents"] = Json::array();
    for (const auto& found : picture.incidents(services)) {
        if (!is_wanted(*found.incident, question, now)) continue;
        auto entry = to_json(*found.incident);
        auto& names = entry["services"] = Json::array();
        for (const auto* service : found.services) names.push_back(service->name);
        entry["vendor"] = vendor_json(found.source->source.vendor);
        if (found.source->source.is_per_customer) entry["own"] = true;
        entry["as_of"] = wire::time_text(found.source->record->seen_at);
        list.push_back(std::move(entry));
    }
    return reply;
}

Json history_reply(const Service& service, const std::string& days, Time now) {
    const auto count = count_days(days);
    return {{"service", {{"id", service.id}, {"name", service.name}}},
            {"last_day", wire::time_text(std::chrono::floor<std::chrono::days>(now)).substr(0, 10)},
            {"days", days},
            {"fine", count.fine},
            {"known", count.known}};
}

}  // namespace desk
