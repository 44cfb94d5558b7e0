#include "plugins/status_source/status_page.hpp"

#include "plugins/status_source/iso_time.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace desk {
namespace {

// The largest document seen, fifty incidents, has 292 KB and 6,000 names; the bot fetches at most 5
// MB.
constexpr JsonLimits limits{.bytes = 5'000'000, .depth = 32, .keys = 200'000};

// Two to four capitals, perhaps a hyphen, two to nine digits: EX1042, INC-1042.
bool is_incident_id(std::string_view text) {
    const auto is_capital = [](unsigned char byte) { return std::isupper(byte) != 0; };
    const auto is_digit = [](unsigned char byte) { return std::isdigit(byte) != 0; };
    const auto letters = std::find_if_not(text.begin(), text.end(), is_capital) - text.begin();
    text.remove_prefix(static_cast<std::size_t>(letters));
    if (text.starts_with('-')) text.remove_prefix(1);
    return letters >= 2 && letters <= 4 && text.size() >= 2 && text.size() <= 9 &&
           std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<Time> moment(const Json& object, std::initializer_list<const char*> names) {
    for (const auto* name : names) {
        if (const auto time = read_iso_time(text_or(object, name, ""))) return time;
    }
    return std::nullopt;
}

StatusComponent read_component(const Json& entry) {
    return {.id = text_or(entry, "id", text_or(entry, "code", "")),
            .name = text_or(entry, "name", ""),
            .group = text_or(entry, "group_id", ""),
            .status = text_or(entry, "status", text_or(entry, "new_status", "")),
            .is_group = bool_or(entry, "group", false)};
}

std::vector<StatusComponent> read_components(const Json& entries) {
    std::vector<StatusComponent> components;
    for (const auto& entry : entries) {
        if (entry.is_object()) components.push_back(read_component(entry));
    }
    return components;
}

std::vector<StatusUpdate> read_updates(const Json& incident) {
    std::vector<StatusUpdate> updates;
    for (const auto& entry : array_or_empty(incident, "incident_updates")) {
        updates.push_back({.status = text_or(entry, "status", ""),
                           .text = plain_text(text_or(entry, "body", "")),
                           .at = moment(entry, {"display_at", "created_at"}).value_or(Time{})});
    }
    std::stable_sort(updates.begin(), updates.end(),
                     [](const auto& a, const auto& b) { return a.at > b.at; });
    return updates;
}

// What the incident names itself, else what its updates name; older pages have only the latter.
std::vector<StatusComponent> affected_by(const Json& incident) {
    auto named = read_components(array_or_empty(incident, "components"));
    if (!named.empty()) return named;

    for (const auto& update : array_or_empty(incident, "incident_updates")) {
        for (auto& component : read_components(array_or_empty(update, "affected_components"))) {
            const bool is_new = std::none_of(named.begin(), named.end(), [&](const auto& known) {
                return known.id == component.id;
            });
            if (is_new) named.push_back(std::move(component));
        }
    }
    return named;
}

// "EX1042: Mail is late" becomes id and name; else the id or the end of the short link, when it
// looks like one.
void name_incident(StatusIncident& incident, const std::string& link) {
    incident.id = incident.page_id;
    const auto colon = incident.name.find(':');
    const auto last = link.substr(link.find_last_of('/') + 1);
    if (colon != std::string::npos &&
        is_incident_id(std::string_view{incident.name}.substr(0, colon))) {
        incident.id = incident.name.substr(0, colon);
        incident.name.erase(0, incident.name.find_first_not_of(' ', colon + 1));
    } else if (!is_incident_id(incident.id) && is_incident_id(last)) {
        incident.id = last;
    }
}

std::optional<Time> next_update_of(const Json& entry, const StatusIncident& incident) {
    if (const auto stated = moment(entry, {"next_update_at"})) return stated;
    if (incident.updates.empty()) return std::nullopt;
    const auto& newest = incident.updates.front();
    const auto promised = promised_update(newest.text);
    if (!promised || newest.at == Time{}) return std::nullopt;
    return newest.at + *promised;
}

bool is_over(std::string_view status) {
    constexpr std::array<std::string_view, 3> ends{"resolved", "postmortem", "completed"};
    return std::find(ends.begin(), ends.end(), status) != ends.end();
}

StatusIncident read_incident(const Json& entry) {
    StatusIncident incident{.page_id = text_or(entry, "id", ""),
                            .name = plain_text(text_or(entry, "name", "")),
                            .status = text_or(entry, "status", ""),
                            .impact = text_or(entry, "impact", ""),
                            .ended = moment(entry, {"resolved_at"}),
                            .affected = affected_by(entry),
                            .updates = read_updates(entry),
                            .from = moment(entry, {"scheduled_for"}),
                            .until = moment(entry, {"scheduled_until"})};
    const auto oldest = incident.updates.empty() ? Time{} : incident.updates.back().at;
    incident.began = moment(entry, {"started_at", "created_at"}).value_or(oldest);
    incident.is_open = !is_over(incident.status) && !incident.ended;
    if (!incident.is_open && !incident.ended && !incident.updates.empty())
        incident.ended = incident.updates.front().at;
    incident.next_update = next_update_of(entry, incident);
    name_incident(incident, text_or(entry, "shortlink", ""));
    if (const auto* summary = find_field(entry, "desk_summary");
        summary != nullptr && summary->is_object()) {
        for (const auto& [language, text] : summary->items()) {
            if (text.is_string()) incident.desk_summary[language] = text.get<std::string>();
        }
    }
    return incident;
}

// Errors: invalid (something that is no incident: what it hides could be trouble, so the page is
// not trusted).
Result<std::vector<StatusIncident>> read_incidents(const Json& page, const char* name) {
    std::vector<StatusIncident> incidents;
    for (const auto& entry : array_or_empty(page, name)) {
        if (!entry.is_object()) return invalid(std::string{name} + ": an entry that is no object");
        incidents.push_back(read_incident(entry));
    }
    return incidents;
}

bool is_list(const Json& document, const char* name) {
    const auto* field = find_field(document, name);
    return field != nullptr && field->is_array();
}

bool is_absent_or_list(const Json& document, const char* name) {
    const auto* field = find_field(document, name);
    return field == nullptr || field->is_null() || field->is_array();
}

}  // namespace

Result<StatusPage> read_status_page(std::string_view body) {
    DESK_TRY(const auto document, parse_json(body, limits));
    StatusPage page;
    if (is_list(document, "incident_updates")) {
        page.incidents.push_back(read_incident(document));
        return page;
    }
    const auto* head = find_field(document, "page");
    const auto* status = find_field(document, "status");
    const bool has_status = status != nullptr && status->is_object();
    const bool has_list = is_list(document, "components") || is_list(document, "incidents") ||
                          is_list(document, "scheduled_maintenances");
    const bool is_sound = is_absent_or_list(document, "components") &&
                          is_absent_or_list(document, "incidents") &&
                          is_absent_or_list(document, "scheduled_maintenances");
    if (head == nullptr || !head->is_object() || !is_sound || !(has_status || has_list)) {
        return invalid("not a Statuspage document");
    }
    page.name = text_or(*head, "name", "");
    if (has_status) page.indicator = text_or(*status, "indicator", "");
    page.components = read_components(array_or_empty(document, "components"));
    DESK_TRY(page.incidents, read_incidents(document, "incidents"));
    DESK_TRY(page.maintenances, read_incidents(document, "scheduled_maintenances"));
    return page;
}

}  // namespace desk
