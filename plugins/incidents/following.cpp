#include "plugins/incidents/following.hpp"

#include "plugins/incidents/cards.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

const ReportedIncident* incident_called(const StatusReport& page, std::string_view id) {
    const auto found =
        std::find_if(page.incidents.begin(), page.incidents.end(), [&](const auto& incident) { return incident.id == id; });
    return found == page.incidents.end() ? nullptr : &*found;
}

std::string revision_of(const ReportedIncident& incident) {
    const auto latest = incident.updates.empty() ? Time{} : incident.updates.front().at;
    return wire::time_text(latest) + " " + incident.said;
}

// What the vendor says is affected; the incident's name when it names nothing.
List services_of(const ReportedIncident& incident) {
    List services;
    for (const auto& component : incident.affected) services.items.emplace_back(component.name);
    if (services.items.empty()) services.items.emplace_back(incident.title);
    return services;
}

Answer update_answer(const ReportedIncident& incident) {
    const auto state = state_of(incident);
    Card card{.kind = "incident", .tone = tone_of(state.level)};
    card.title = {"incident.title",
                  {{"id", incident.id}, {"service", services_of(incident)}, {"state", state_phrase(state)}}};
    if (!incident.updates.empty()) card.facts.push_back(update_row(incident.updates.front()));
    card.actions = {{{"health.details", {}}, "/incident " + incident.id},
                    {{"subscribe.stop", {}}, "/incident " + incident.id + " unsubscribe"}};
    return Answer{.card = std::move(card)};
}

Answer fixed_answer(const std::string& id, const ReportedIncident* incident) {
    Card card{.kind = "incident", .tone = Tone::ok};
    const auto services = incident == nullptr ? List{.items = {Value{id}}} : services_of(*incident);
    card.title = {"incident.fixed_title", {{"service", services}}};
    card.text = {{"incident.fixed", {{"service", services}}}};
    if (incident != nullptr) add_ending(card, *incident);
    card.text.push_back({"incident.ask_ok", {}});
    card.actions = {{{"incident.ok_yes", {}}, ""}, {{"incident.ok_no", {}}, "/person"}};
    return Answer{.card = std::move(card)};
}

}  // namespace

Result<KnownIncidents> read_known(std::string_view document) {
    DESK_TRY(const auto json, parse_json(document));
    if (!json.is_object()) return invalid("known incidents are an object");
    KnownIncidents known;
    for (const auto& [id, revision] : json.items()) {
        if (revision.is_string()) known[id] = revision.get<std::string>();
    }
    return known;
}

std::string write_known(const KnownIncidents& known) { return dump_json(Json(known)); }

std::vector<IncidentNews> updates(const StatusReport& page, const KnownIncidents& known) {
    std::vector<IncidentNews> news;
    for (const auto& incident : page.incidents) {
        const auto said = known.find(incident.id);
        const auto revision = revision_of(incident);
        const bool is_new = incident.is_open && said != known.end() && said->second != revision;
        if (is_new) news.push_back({incident.id, revision, update_answer(incident)});
    }
    return news;
}

std::vector<std::string> gone(const KnownIncidents& known, const KnownIncidents& now) {
    std::vector<std::string> ids;
    for (const auto& [id, revision] : known) {
        if (!now.contains(id)) ids.push_back(id);
    }
    return ids;
}

std::vector<IncidentNews> endings(const std::vector<std::string>& ids, const StatusReport& history) {
    std::vector<IncidentNews> news;
    for (const auto& id : ids) news.push_back({id, "fixed", fixed_answer(id, incident_called(history, id))});
    return news;
}

KnownIncidents known_of(const StatusReport& page) {
    KnownIncidents known;
    for (const auto& incident : page.incidents) {
        if (incident.is_open) known[incident.id] = revision_of(incident);
    }
    return known;
}

}  // namespace desk
