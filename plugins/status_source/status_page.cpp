#include "plugins/status_source/status_page.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

namespace desk {
namespace {

constexpr std::array component_meanings{
    Meaning{"operational", Level::ok, "operational"},
    Meaning{"undermaintenance", Level::watch, "maintenance"},
    Meaning{"degradedperformance", Level::degraded, "degraded"},
    Meaning{"partialoutage", Level::degraded, "partial_outage"},
    Meaning{"majoroutage", Level::outage, "outage"},
    Meaning{"fulloutage", Level::outage, "outage"}};  // incident.io
constexpr std::array impact_meanings{
    Meaning{"none", Level::ok, "operational"}, Meaning{"maintenance", Level::watch, "maintenance"},
    Meaning{"minor", Level::degraded, "degraded"}, Meaning{"major", Level::outage, "outage"},
    Meaning{"critical", Level::outage, "outage"}};

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

ReportedPart read_component(const Json& entry) {
    return {
        .id = said_field(entry, "id").empty() ? said_field(entry, "code") : said_field(entry, "id"),
        .name = plain_text(text_or(entry, "name", "")),
        .state = meaning_of(component_meanings,
                            text_or(entry, "status", text_or(entry, "new_status", "")))};
}

std::vector<ReportedPart> read_components(const Json& entries) {
    std::vector<ReportedPart> components;
    for (const auto& entry : entries) {
        if (entry.is_object()) components.push_back(read_component(entry));
    }
    return components;
}

// The parts of a page, each with the name of the group it is in; the groups themselves say nothing
// of their own.
std::vector<ReportedPart> read_parts(const Json& entries) {
    std::map<std::string, std::string> groups;
    for (const auto& entry : entries) {
        if (flag_or(entry, "group", false))
            groups[said_field(entry, "id")] = plain_text(text_or(entry, "name", ""));
    }
    std::vector<ReportedPart> parts;
    for (const auto& entry : entries) {
        if (!entry.is_object() || flag_or(entry, "group", false)) continue;
        parts.push_back(read_component(entry));
        const auto group = groups.find(said_field(entry, "group_id"));
        if (group != groups.end()) parts.back().group = group->second;
    }
    return parts;
}

// The word of an incident's own state.
std::string word_of(std::string_view status) {
    if (status == "resolved" || status == "postmortem" || status == "completed") return "resolved";
    if (status == "identified" || status == "monitoring") return std::string{status};
    if (status == "scheduled") return "maintenance_planned";
    return status == "in_progress" || status == "verifying" ? "maintenance" : "investigating";
}

std::vector<ReportedUpdate> read_updates(const Json& incident) {
    std::vector<ReportedUpdate> updates;
    for (const auto& entry : array_or_empty(incident, "incident_updates")) {
        updates.push_back({.id = said_field(entry, "id"),
                           .word = word_of(text_or(entry, "status", "")),
                           .text = plain_text(text_or(entry, "body", "")),
                           .at = time_of(entry, {"display_at", "created_at"}).value_or(Time{})});
    }
    std::stable_sort(updates.begin(), updates.end(),
                     [](const auto& a, const auto& b) { return a.at > b.at; });
    return updates;
}

// What the incident names itself, else what its updates name; older pages have only the latter.
std::vector<ReportedPart> affected_by(const Json& incident) {
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
void name_incident(ReportedIncident& incident, const std::string& link) {
    incident.id = incident.source_id;
    const auto colon = incident.title.find(':');
    const auto last = link.substr(link.find_last_of('/') + 1);
    if (colon != std::string::npos &&
        is_incident_id(std::string_view{incident.title}.substr(0, colon))) {
        incident.id = incident.title.substr(0, colon);
        incident.title.erase(0, incident.title.find_first_not_of(' ', colon + 1));
    } else if (!is_incident_id(incident.id) && is_incident_id(last)) {
        incident.id = last;
    }
}

std::optional<Time> next_update_of(const Json& entry, const ReportedIncident& incident) {
    if (const auto stated = time_of(entry, {"next_update_at"})) return stated;
    if (incident.updates.empty()) return std::nullopt;
    return next_update_in(incident.updates.front().text, incident.updates.front().at);
}

bool is_over(std::string_view status) {
    constexpr std::array<std::string_view, 3> ends{"resolved", "postmortem", "completed"};
    return std::find(ends.begin(), ends.end(), status) != ends.end();
}

// An open incident is at least something to watch, whatever its impact says; one that is watched is
// no more than that.
ReportedState state_of(const ReportedIncident& incident, std::string_view impact) {
    const ReportedState word{Level::watch, word_of(incident.said)};
    if (!incident.is_open) return {Level::ok, "resolved"};
    if (incident.kind == ReportKind::maintenance)
        return word.word == "maintenance" ? word : ReportedState{Level::ok, word.word};
    const auto state = meaning_of(impact_meanings, impact);
    return incident.said == "monitoring" || state.level <= Level::watch ? word : state;
}

void read_summary(std::map<std::string, std::string>& summary, const Json& entry) {
    for (const auto& [language, text] : object_or_empty(entry, "desk_summary").items()) {
        if (text.is_string()) summary[language] = text.get<std::string>();
    }
}

ReportedIncident read_incident(const Json& entry) {
    ReportedIncident incident{.source_id = said_field(entry, "id"),
                              .title = plain_text(text_or(entry, "name", "")),
                              .said = text_or(entry, "status", ""),
                              .ended = time_of(entry, {"resolved_at"}),
                              .affected = affected_by(entry),
                              .updates = read_updates(entry),
                              .from = time_of(entry, {"scheduled_for"}),
                              .until = time_of(entry, {"scheduled_until"})};
    if (incident.from) incident.kind = ReportKind::maintenance;
    const auto oldest = incident.updates.empty() ? Time{} : incident.updates.back().at;
    incident.began = time_of(entry, {"started_at", "created_at"}).value_or(oldest);
    incident.is_open = !is_over(incident.said) && !incident.ended;
    if (!incident.is_open && !incident.ended && !incident.updates.empty())
        incident.ended = incident.updates.front().at;
    incident.next_update = next_update_of(entry, incident);
    incident.state = state_of(incident, text_or(entry, "impact", ""));
    name_incident(incident, text_or(entry, "shortlink", ""));
    read_summary(incident.desk_summary, entry);
    return incident;
}

// Errors: invalid (something that is no incident: what it hides could be trouble, so the page is
// not trusted).
Result<void> add_incidents(StatusReport& report, const Json& page, const char* name) {
    for (const auto& entry : array_or_empty(page, name)) {
        if (!entry.is_object()) return invalid(std::string{name} + ": an entry that is no object");
        report.incidents.push_back(read_incident(entry));
    }
    return {};
}

bool is_list(const Json& document, const char* name) {
    const auto* field = find_field(document, name);
    return field != nullptr && field->is_array();
}

bool is_absent_or_list(const Json& document, const char* name) {
    const auto* field = find_field(document, name);
    return field == nullptr || field->is_null() || field->is_array();
}

// True for a page of Statuspage; those of others have no lists, or something else where the lists
// are.
bool is_page(const Json& document) {
    const auto* head = find_field(document, "page");
    const auto* status = find_field(document, "status");
    const bool has_status = status != nullptr && status->is_object();
    const bool has_list = is_list(document, "components") || is_list(document, "incidents") ||
                          is_list(document, "scheduled_maintenances");
    const bool is_sound = is_absent_or_list(document, "components") &&
                          is_absent_or_list(document, "incidents") &&
                          is_absent_or_list(document, "scheduled_maintenances");
    return head != nullptr && head->is_object() && is_sound && (has_status || has_list);
}

}  // namespace

Result<StatusReport> read_status_page(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    StatusReport report;
    if (is_list(document, "incident_updates")) {
        report.incidents.push_back(read_incident(document));
        return report;
    }
    if (!is_page(document)) return invalid("not a Statuspage document");
    report.name = plain_text(text_or(object_or_empty(document, "page"), "name", ""));
    report.whole =
        meaning_of(impact_meanings, text_or(object_or_empty(document, "status"), "indicator", ""));
    report.parts = read_parts(array_or_empty(document, "components"));
    DESK_CHECK(add_incidents(report, document, "incidents"));
    DESK_CHECK(add_incidents(report, document, "scheduled_maintenances"));
    return report;
}

Result<StatusReport> read_status_page_webhook(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    const auto& incident = object_or_empty(document, "incident");
    const auto& component = object_or_empty(document, "component");
    if (incident.empty() && component.empty())
        return invalid("neither an incident nor a component of a Statuspage");
    const auto& page = object_or_empty(document, "page");
    StatusReport report{.name = text_or(page, "name", said_field(page, "id"))};
    if (!incident.empty()) report.incidents.push_back(read_incident(incident));
    for (auto& part : read_components(array_or_empty(incident, "components")))
        report.parts.push_back(std::move(part));
    if (component.empty()) return report;
    report.parts.push_back(read_component(component));
    // The update is the newer word where both say one.
    const auto& update = object_or_empty(document, "component_update");
    const auto state = meaning_of(component_meanings, text_or(update, "new_status", ""));
    if (state.level != Level::unknown) report.parts.back().state = state;
    return report;
}

}  // namespace desk
