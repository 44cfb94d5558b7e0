#include "plugins/status_source/service_state.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

struct Meaning {
    std::string_view said = {};  // by the vendor
    Level level = Level::unknown;
    std::string_view word = {};
};

// Source: ../shared/design/texts.md §7.2 and ../shared/facts/partner-support.md §3.1.
constexpr std::array component_meanings{
    Meaning{"operational", Level::ok, "operational"},
    Meaning{"under_maintenance", Level::watch, "maintenance"},
    Meaning{"degraded_performance", Level::degraded, "degraded"},
    Meaning{"partial_outage", Level::degraded, "partial_outage"},
    Meaning{"major_outage", Level::outage, "outage"}};
constexpr std::array impact_meanings{
    Meaning{"none", Level::ok, "operational"}, Meaning{"maintenance", Level::watch, "maintenance"},
    Meaning{"minor", Level::degraded, "degraded"}, Meaning{"major", Level::outage, "outage"},
    Meaning{"critical", Level::outage, "outage"}};

template <std::size_t n>
ServiceState meaning_of(const std::array<Meaning, n>& meanings, std::string_view said) {
    for (const auto& meaning : meanings) {
        if (meaning.said == said) return {meaning.level, std::string{meaning.word}, nullptr};
    }
    return {};
}

bool is_under_way(const StatusIncident& maintenance) {
    return maintenance.status == "in_progress" || maintenance.status == "verifying";
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

bool is_in_service(const StatusComponent& component, const StatusPage& page,
                   const Service& service) {
    if (component.is_group) return false;
    if (is_called(service, component.name)) return true;
    return std::any_of(page.components.begin(), page.components.end(), [&](const auto& group) {
        return group.is_group && group.id == component.group && is_called(service, group.name);
    });
}

std::vector<const StatusComponent*> components_of(const StatusPage& page, const Service& service) {
    std::vector<const StatusComponent*> found;
    for (const auto& component : page.components) {
        if (is_in_service(component, page, service)) found.push_back(&component);
    }
    return found;
}

void add_incidents(ServiceState& state, const StatusPage& page, const Service& service) {
    for (const auto& incident : page.incidents) {
        if (incident.is_open && is_about(incident, page, service))
            worsen(state, state_of(incident));
    }
    for (const auto& maintenance : page.maintenances) {
        if (state.level <= Level::watch && is_under_way(maintenance) &&
            is_about(maintenance, page, service)) {
            worsen(state, state_of(maintenance));
        }
    }
}

}  // namespace

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 5> names{"unknown", "ok", "watch", "degraded", "outage"};
    return names.at(static_cast<std::size_t>(level));
}

ServiceState state_of(const StatusIncident& incident) {
    if (!incident.is_open) return {Level::ok, word_of(incident), &incident};
    auto state = meaning_of(impact_meanings, incident.impact);
    const bool is_watched = incident.status == "monitoring" || incident.from;
    if (is_watched || state.level <= Level::watch)
        state = {Level::watch, word_of(incident), nullptr};
    state.incident = &incident;
    return state;
}

ServiceState state_of(const StatusPage& page, const Service& service) {
    const auto components = components_of(page, service);
    ServiceState state;
    bool has_unknown = components.empty();
    if (components.empty() && is_called(service, page.name)) {
        state = meaning_of(impact_meanings, page.indicator);
        has_unknown = state.level == Level::unknown;
    }
    for (const auto* component : components) {
        const auto meaning = meaning_of(component_meanings, component->status);
        has_unknown = has_unknown || meaning.level == Level::unknown;
        worsen(state, meaning);
    }
    add_incidents(state, page, service);
    if (state.level == Level::ok && has_unknown) state = {};
    return state;
}

bool is_about(const StatusIncident& incident, const StatusPage& page, const Service& service) {
    const auto components = components_of(page, service);
    const bool is_page = components.empty() && is_called(service, page.name);
    if (incident.affected.empty()) return is_page || !components.empty();
    if (is_page) return true;
    return std::any_of(
        incident.affected.begin(), incident.affected.end(), [&](const auto& affected) {
            if (is_called(service, affected.name)) return true;
            return std::any_of(components.begin(), components.end(), [&](const auto* component) {
                return !affected.id.empty() && component->id == affected.id;
            });
        });
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

std::string word_of(const StatusIncident& incident) {
    if (!incident.is_open) return "resolved";
    if (incident.from) return "maintenance";
    if (incident.status == "identified" || incident.status == "monitoring") return incident.status;
    return "investigating";
}

}  // namespace desk
