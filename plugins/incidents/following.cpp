#include "plugins/incidents/following.hpp"

#include "plugins/incidents/cards.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

std::string revision_of(const ReportedIncident& incident) {
    const auto latest = incident.updates.empty() ? Time{} : incident.updates.front().at;
    auto revision = wire::time_text(latest) + " " + incident.said.substr(0, 24);
    if (incident.next_update) revision += " " + wire::time_text(*incident.next_update);
    return revision;
}

// A title has room for 120 characters.
List services_named(const OwnIncident& own) {
    List services = own.services;
    if (services.items.size() > 3) services.items.resize(3);
    return services;
}

Answer update_answer(const OwnIncident& own) {
    const auto& incident = own.incident;
    const auto state = state_of(incident);
    Card card{.kind = "incident", .tone = tone_of(state.level)};
    card.title = {"incident.title",
                  {{"id", incident.id}, {"service", services_named(own)}, {"state", state_phrase(state)}}};
    if (!incident.updates.empty()) card.facts.push_back(update_row(incident.updates.front()));
    card.actions = {{{"health.details", {}}, "/incident " + incident.id},
                    {{"subscribe.stop", {}}, "/incident " + incident.id + " unsubscribe"}};
    return Answer{.card = std::move(card)};
}

// Asks once whether it works again; "no" files a request that says why it is filed although the incident is over.
Answer fixed_answer(const std::string& id, const OwnIncident* own) {
    Card card{.kind = "incident", .tone = Tone::ok};
    const auto services = own == nullptr ? List{.items = {Value{id}}} : services_named(*own);
    card.title = {"incident.fixed_title", {{"service", services}}};
    card.text = {{"incident.fixed", {{"service", services}}}};
    if (own != nullptr) add_ending(card, own->incident);
    card.text.push_back({"incident.ask_ok", {}});
    card.actions = {{{"incident.ok_yes", {}}, ""}, {{"incident.ok_no", {}}, "/request new persists after the outage " + id}};
    return Answer{.card = std::move(card)};
}

bool is_followed(const OwnIncident& own) {
    return own.incident.is_open && own.incident.kind == ReportKind::incident;
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

std::vector<IncidentNews> updates(const std::vector<OwnIncident>& incidents, const KnownIncidents& known) {
    std::vector<IncidentNews> news;
    for (const auto& own : incidents) {
        const auto& incident = own.incident;
        const auto said = known.find(incident.id);
        const auto revision = revision_of(incident);
        const bool is_new = is_followed(own) && said != known.end() && said->second != revision;
        if (is_new) news.push_back({incident.id, revision, update_answer(own), incident.state.level});
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

std::vector<IncidentNews> endings(const std::vector<std::string>& ids, const std::vector<OwnIncident>& incidents) {
    std::vector<IncidentNews> news;
    for (const auto& id : ids) news.push_back({id, "fixed", fixed_answer(id, find_incident(incidents, id))});
    return news;
}

KnownIncidents known_of(const std::vector<OwnIncident>& incidents) {
    KnownIncidents known;
    for (const auto& own : incidents) {
        if (is_followed(own)) known[own.incident.id] = revision_of(own.incident);
    }
    return known;
}

}  // namespace desk
