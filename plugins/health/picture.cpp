#include "plugins/health/picture.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace desk {
namespace {

bool knows(const KnownSource& known, const Service& service) {
    if (known.source.services.contains(service.id)) return true;
    return find_state(known.record->report, service).has_value();
}

bool may_know(const KnownSource& known) {
    return known.record->seen_at == Time{} && known.source.services.empty();
}

void add_name(std::string& names, const std::string& name) {
    if (name.empty() || (", " + names + ", ").find(", " + name + ", ") != std::string::npos) return;
    names += (names.empty() ? "" : ", ") + name;
}

}  // namespace

ServiceReading Picture::read(const Service& service, Time now) const {
    std::vector<ServiceState> states;
    std::vector<const KnownSource*> said;
    const KnownSource* failed = nullptr;
    bool has_known = false;
    for (const auto& known : sources_) {
        if (!known.is_usable) continue;
        const auto state = find_state(known.record->report, service);
        if (!state) continue;
        states.push_back(*state);
        said.push_back(&known);
        has_known = true;
    }
    for (const auto& known : sources_) {
        const bool should_know = !known.is_usable && !known.source.is_hook() && (knows(known, service) || (may_know(known) && !has_known));
        if (!should_know) continue;
        states.push_back({});
        said.push_back(&known);
        if (failed == nullptr || known.record->seen_at > failed->record->seen_at) failed = &known;
    }
    const auto state = merged(states);
    ServiceReading reading{.state = state, .vendor = vendor(), .as_of = as_of(now)};
    if (state.level == Level::unknown && failed != nullptr) {
        reading.vendor = failed->source.vendor;
        reading.is_reachable = false;
        reading.as_of = now;
        if (const auto last = find_state(failed->record->report, service))
            reading.last = LastKnown{*last, failed->record->seen_at};
        return reading;
    }
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i].level != state.level || states[i].incident != state.incident) continue;
        reading.vendor = said[i]->source.vendor;
        reading.as_of = said[i]->record->seen_at;
        break;
    }
    return reading;
}

std::vector<FoundIncident> Picture::incidents(const std::vector<Service>& services) const {
    std::vector<FoundIncident> found;
    std::set<std::string> ids;
    for (const auto& known : sources_) {
        for (const auto& incident : known.record->report.incidents) {
            FoundIncident one{&incident, &known, {}};
            for (const auto& service : services) {
                if (is_about(incident, known.record->report, service)) one.services.push_back(&service);
            }
            if (!services.empty() && one.services.empty()) continue;
            if (ids.insert(known.source.id + "/" + incident.source_id).second) found.push_back(std::move(one));
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.incident->began > b.incident->began; });
    return found;
}

bool Picture::is_usable() const {
    const auto asked = std::count_if(sources_.begin(), sources_.end(), [](const auto& known) { return !known.source.is_hook(); });
    return asked == 0 || missing() < asked;
}

std::ptrdiff_t Picture::missing() const {
    return std::count_if(sources_.begin(), sources_.end(), [](const auto& known) { return !known.source.is_hook() && !known.is_usable; });
}

Time Picture::as_of(Time otherwise) const {
    std::optional<Time> oldest;
    for (const auto& known : sources_) {
        const bool counts = known.is_usable && !known.source.is_hook();
        if (counts && (!oldest || known.record->seen_at < *oldest)) oldest = known.record->seen_at;
    }
    return oldest.value_or(otherwise);
}

Vendor Picture::vendor() const {
    Vendor all;
    for (const auto& known : sources_) {
        if (known.source.id == "desk") continue;
        add_name(all.name, known.source.vendor.name);
        add_name(all.source, known.source.vendor.source);
        all.language = known.source.vendor.language;
    }
    return all;
}

}  // namespace desk
