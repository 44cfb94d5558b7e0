#include "plugins/status_source/service_map.hpp"

#include <algorithm>
#include <utility>

namespace desk {
namespace {

constexpr const char* whole = "*";

bool is_named(const ReportedPart& part, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const auto& name) {
        const auto key = enum_key(name);
        return !key.empty() && (key == enum_key(part.id) || key == enum_key(part.name) || key == enum_key(part.group));
    });
}

bool has_whole(const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), whole) != names.end();
}

std::vector<ReportedPart> given(const std::vector<ReportedPart>& parts, const ServiceMap& services) {
    std::vector<ReportedPart> found;
    for (const auto& [service, names] : services) {
        for (const auto& part : parts) {
            if (!is_named(part, names)) continue;
            found.push_back(part);
            found.back().service = service;
        }
    }
    return found;
}

void add_missing(std::vector<ReportedPart>& parts, const StatusReport& report, const ServiceMap& services) {
    for (const auto& [service, names] : services) {
        if (has_whole(names)) parts.push_back({.id = whole, .name = report.name, .service = service, .state = report.whole});
        const bool is_there = std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return part.service == service; });
        if (is_there || !report.lists_trouble_only || names.empty()) continue;
        parts.push_back({.name = names.front(), .service = service, .state = {Level::ok, "operational"}});
    }
}

}  // namespace

StatusReport mapped(StatusReport report, const ServiceMap& services) {
    if (services.empty()) return report;
    auto parts = given(report.parts, services);
    add_missing(parts, report, services);
    report.parts = std::move(parts);
    const bool is_whole = std::any_of(services.begin(), services.end(), [](const auto& one) { return has_whole(one.second); });
    std::erase_if(report.incidents, [&](ReportedIncident& incident) {
        if (incident.affected.empty()) return false;
        auto affected = given(incident.affected, services);
        if (affected.empty()) return !is_whole;
        incident.affected = std::move(affected);
        return false;
    });
    return report;
}

}  // namespace desk
