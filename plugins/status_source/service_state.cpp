#include "plugins/status_source/service_state.hpp"

#include <algorithm>

namespace desk {
namespace {

bool is_in_service(const ReportedPart& part, const Service& service) {
    if (!part.service.empty()) return part.service == service.id;
    if (!part.name.empty() && is_called(service, part.name)) return true;
    return !part.group.empty() && is_called(service, part.group);
}

std::vector<const ReportedPart*> parts_of(const StatusReport& report, const Service& service) {
    std::vector<const ReportedPart*> found;
    for (const auto& part : report.parts) {
        if (is_in_service(part, service)) found.push_back(&part);
    }
    return found;
}

bool is_whole(const StatusReport& report, const Service& service) {
    return !report.name.empty() && is_called(service, report.name);
}

// Takes over what is worse; of equal trouble the first stays, but gets the incident that explains
// it.
void worsen(ServiceState& state, const ServiceState& other) {
    if (other.level > state.level) {
        const auto* known = state.incident;
        state = other;
        if (state.incident == nullptr) state.incident = known;
    } else if (state.incident == nullptr) {
        state.incident = other.incident;
    }
}

// Where the source says how each affected part is doing, the worst of the service's; else what the
// incident means.
ServiceState state_for(const ReportedIncident& incident, const Service& service) {
    if (!incident.is_by_part) return state_of(incident);
    ReportedState state;
    for (const auto& part : incident.affected) {
        if (is_in_service(part, service)) worsen(state, part.state);
    }
    return state.level == Level::unknown ? state_of(incident)
                                         : ServiceState{state.level, state.word, &incident};
}

// False: an open incident says something nobody understands.
bool add_incidents(ServiceState& state, const StatusReport& report, const Service& service) {
    bool is_understood = true;
    for (const auto& incident : report.incidents) {
        const bool counts =
            incident.is_open && incident.kind == ReportKind::incident && !incident.needs_person;
        if (!counts || !is_about(incident, report, service)) continue;
        const auto one = state_for(incident, service);
        worsen(state, one);
        is_understood = is_understood && one.level != Level::unknown;
    }
    for (const auto& incident : report.incidents) {
        const bool is_under_way = incident.kind == ReportKind::maintenance && incident.is_open &&
                                  incident.state.level == Level::watch;
        if (is_under_way && state.level <= Level::watch && is_about(incident, report, service))
            worsen(state, state_of(incident));
    }
    return is_understood;
}

bool names(const ReportedIncident& incident, const Service& service) {
    return std::any_of(incident.affected.begin(), incident.affected.end(),
                       [&](const auto& part) { return is_in_service(part, service); });
}

}  // namespace

ServiceState state_of(const ReportedIncident& incident) {
    return {incident.state.level, incident.state.word, &incident};
}

std::optional<ServiceState> find_state(const StatusReport& report, const Service& service) {
    const auto parts = parts_of(report, service);
    ServiceState state;
    bool is_known = !parts.empty();
    bool has_unknown = false;
    if (parts.empty() && is_whole(report, service)) {
        is_known = true;
        state = {report.whole.level, report.whole.word, nullptr};
        has_unknown = state.level == Level::unknown;
    }
    for (const auto* part : parts) {
        has_unknown = has_unknown || part->state.level == Level::unknown;
        worsen(state, {part->state.level, part->state.word, nullptr});
    }
    has_unknown = !add_incidents(state, report, service) || has_unknown;
    const bool is_named = state.incident != nullptr;
    if (!is_known && !is_named) return std::nullopt;
    if (state.level == Level::ok && has_unknown)
        return ServiceState{Level::unknown, "unknown", state.incident};
    return state;
}

ServiceState state_of(const StatusReport& report, const Service& service) {
    return find_state(report, service).value_or(ServiceState{});
}

bool is_about(const ReportedIncident& incident, const StatusReport& report,
              const Service& service) {
    const auto parts = parts_of(report, service);
    const bool is_page = parts.empty() && is_whole(report, service);
    if (incident.affected.empty()) return is_page || !parts.empty();
    const bool is_all = std::any_of(parts.begin(), parts.end(), [](const auto* part) { return part->id == "*"; });
    if (is_page || is_all || names(incident, service)) return true;
    return std::any_of(incident.affected.begin(), incident.affected.end(),
                       [&](const auto& affected) {
                           return std::any_of(parts.begin(), parts.end(), [&](const auto* part) {
                               return !affected.id.empty() && part->id == affected.id;
                           });
                       });
}

ServiceState merged(const std::vector<ServiceState>& of_sources) {
    ServiceState worst;
    for (const auto& state : of_sources) worsen(worst, state);
    if (roll_up(of_sources) == Level::unknown) return {Level::unknown, "unknown", worst.incident};
    return worst;
}

Level roll_up(const std::vector<ServiceState>& states) {
    auto worst = Level::unknown;
    bool has_unknown = states.empty();
    for (const auto& state : states) {
        worst = std::max(worst, state.level);
        has_unknown = has_unknown || state.level == Level::unknown;
    }
    return worst == Level::ok && has_unknown ? Level::unknown : worst;
}

}  // namespace desk
