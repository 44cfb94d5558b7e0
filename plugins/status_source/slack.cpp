#include "plugins/status_source/slack.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array meanings{Meaning{"notice", Level::watch, "investigating"},
                              Meaning{"incident", Level::degraded, "degraded"},
                              Meaning{"outage", Level::outage, "outage"},
                              Meaning{"maintenance", Level::watch, "maintenance"}};

ReportedIncident read_incident(const Json& entry) {
    const auto status = enum_key(said_field(entry, "status"));
    ReportedIncident incident{.id = said_field(entry, "id"),
                              .source_id = said_field(entry, "id"),
                              .title = plain_text(text_or(entry, "title", "")),
                              .state = meaning_of(meanings, said_field(entry, "type")),
                              .said = status,
                              .began = time_of(entry, {"date_created"}).value_or(Time{})};
    incident.is_open = status != "resolved" && status != "completed" && status != "cancelled";
    if (!incident.is_open) {
        incident.state = {Level::ok, "resolved"};
        incident.ended = time_of(entry, {"date_updated"});
    }
    if (status == "scheduled") {
        incident.kind = ReportKind::maintenance;
        incident.state = {Level::ok, "maintenance_planned"};
    }
    for (const auto& service : array_or_empty(entry, "services")) {
        if (service.is_string()) incident.affected.push_back({.name = service.get<std::string>()});
    }
    for (const auto& note : array_or_empty(entry, "notes")) {
        incident.updates.push_back({.id = text_or(note, "date_created", ""),
                                    .text = plain_text(text_or(note, "body", "")),
                                    .at = time_of(note, {"date_created"}).value_or(Time{})});
    }
    sort_updates(incident.updates);
    if (incident.is_open && !incident.updates.empty())
        incident.next_update =
            next_update_in(incident.updates.front().text, incident.updates.front().at);
    return incident;
}

}  // namespace

Result<StatusReport> read_slack_status(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    const auto status = enum_key(said_field(document, "status"));
    if (status.empty()) return invalid("no status of Slack");
    StatusReport report{.name = "Slack", .lists_trouble_only = status == "ok"};
    if (status == "ok") report.whole = {Level::ok, "operational"};
    for (const auto& entry : array_or_empty(document, "active_incidents")) {
        if (!entry.is_object()) return invalid("an incident of Slack that is no object");
        report.incidents.push_back(read_incident(entry));
        const auto& incident = report.incidents.back();
        if (!incident.is_open || incident.kind != ReportKind::incident) continue;
        worsen(report.whole, incident.state);
        report.lists_trouble_only = true;  // it says what is wrong, so the rest is fine
    }
    return report;
}

}  // namespace desk
