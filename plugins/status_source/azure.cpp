#include "plugins/status_source/azure.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array availability{Meaning{"available", Level::ok, "operational"},
                                  Meaning{"degraded", Level::degraded, "degraded"},
                                  Meaning{"unavailable", Level::outage, "outage"}};

// "EventType" becomes "eventType", on all levels.
Json with_small_names(const Json& value) {
    if (value.is_array()) {
        Json list = Json::array();
        for (const auto& entry : value) list.push_back(with_small_names(entry));
        return list;
    }
    if (!value.is_object()) return value;
    Json object = Json::object();
    for (const auto& [name, field] : value.items()) {
        auto small = name;
        if (!small.empty() && small[0] >= 'A' && small[0] <= 'Z')
            small[0] = static_cast<char>(small[0] - 'A' + 'a');
        if (!object.contains(small)) object[small] = with_small_names(field);
    }
    return object;
}

bool has_tag(const Json& object, std::string_view wanted) {
    const auto& tags = array_or_empty(object, "eventTags");
    return std::any_of(tags.begin(), tags.end(),
                       [&](const auto& tag) { return enum_key(said_of(tag)) == wanted; });
}

// The worse of the two levels an event has: older versions of the interface know the first alone.
ReportedState issue_state(const Json& event) {
    const auto level = enum_key(said_field(event, "level"));
    const auto event_level = enum_key(said_field(event, "eventLevel"));
    if (level == "critical" || event_level == "critical" || event_level == "error")
        return {Level::outage, "outage"};
    if (level == "warning" || event_level == "warning") return {Level::degraded, "degraded"};
    if (level == "informational" || event_level == "informational")
        return {Level::watch, "investigating"};
    return {};
}

bool is_inside(const ReportedIncident& window, Time now) {
    return window.from && *window.from <= now && (!window.until || now < *window.until);
}

void judge(ReportedIncident& incident, const Json& event, Time now) {
    const auto type = enum_key(said_field(event, "eventType"));
    const bool is_over =
        enum_key(incident.said) == "resolved" || has_tag(event, "falsepositive") || type == "rca";
    incident.needs_person = type == "securityadvisory";
    incident.is_open = !is_over;
    if (is_over) {
        incident.state = {Level::ok, has_tag(event, "falsepositive") ? "false_alarm" : "resolved"};
    } else if (type == "plannedmaintenance") {
        incident.state = is_inside(incident, now) ? ReportedState{Level::watch, "maintenance"}
                                                  : ReportedState{Level::ok, "maintenance_planned"};
    } else if (type == "healthadvisory") {
        incident.state = {Level::watch, "investigating"};
    } else if (type == "serviceissue" || type == "emergingissues") {
        incident.state = issue_state(event);
    }
}

void read_region(ReportedIncident& incident, const Json& region) {
    for (const auto& update : array_or_empty(region, "updates")) {
        incident.updates.push_back({.id = text_or(update, "updateDateTime", ""),
                                    .text = plain_text(text_or(update, "summary", "")),
                                    .at = time_of(update, {"updateDateTime"}).value_or(Time{})});
    }
}

// False: none of the chosen regions is touched.
bool read_impact(ReportedIncident& incident, const Json& event, const FeedChoice& choice) {
    const auto& impacts = array_or_empty(event, "impact");
    for (const auto& impact : impacts) {
        const auto& regions = array_or_empty(impact, "impactedRegions");
        bool is_touched = regions.empty();
        for (const auto& region : regions) {
            const auto name = text_or(region, "impactedRegion", "");
            if (!is_chosen(choice.regions, name) && enum_key(name) != "global") continue;
            is_touched = true;
            read_region(incident, region);
        }
        if (is_touched && is_chosen(choice.products, text_or(impact, "impactedService", "")))
            incident.affected.push_back({.id = text_or(impact, "impactedServiceGuid", ""),
                                         .name = text_or(impact, "impactedService", "")});
    }
    return impacts.empty() || !incident.affected.empty();
}

// "ACTIVE: Virtual machines in West US" without what the state says anyway.
std::string title_of(const Json& event) {
    auto title = plain_text(text_or(event, "title", ""));
    for (const std::string_view mark : {"ACTIVE: ", "RESOLVED: ", "MITIGATED: "}) {
        if (title.starts_with(mark)) return title.substr(mark.size());
    }
    return title;
}

void read_texts(ReportedIncident& incident, const Json& event) {
    // The same text for several regions is one update.
    sort_updates(incident.updates);
    const auto same = [](const auto& a, const auto& b) { return a.at == b.at && a.text == b.text; };
    incident.updates.erase(std::unique(incident.updates.begin(), incident.updates.end(), same),
                           incident.updates.end());
    if (!incident.updates.empty()) return;
    auto text = plain_text(text_or(event, "summary", ""));
    if (text.empty())
        text = plain_text(text_or(object_or_empty(event, "article"), "articleContent", ""));
    incident.updates.push_back({.text = std::move(text),
                                .at = time_of(event, {"lastUpdateTime"}).value_or(incident.began)});
}

}  // namespace

Result<StatusReport> read_azure_events(std::string_view body, const FeedChoice& choice) {
    DESK_TRY(const auto found, read_document(body));
    const auto document = with_small_names(found);
    const auto* list = find_field(document, "value");
    if (list == nullptr || !list->is_array()) return invalid("no list of Azure events");
    StatusReport report{.name = "Azure",
                        .whole = {Level::ok, "operational"},
                        .lists_trouble_only = true,
                        .next_page = text_or(document, "nextLink", "")};
    for (const auto& entry : *list) {
        const auto& event = object_or_empty(entry, "properties");
        if (event.empty()) return invalid("an Azure event without properties");
        ReportedIncident incident{.id = said_field(entry, "name"),
                                  .source_id = said_field(entry, "name"),
                                  .title = title_of(event),
                                  .said = said_field(event, "status"),
                                  .began = time_of(event, {"impactStartTime"}).value_or(Time{})};
        if (!read_impact(incident, event, choice)) continue;
        const auto mitigated = time_of(event, {"impactMitigationTime"});
        if (enum_key(said_field(event, "eventType")) == "plannedmaintenance") {
            incident.kind = ReportKind::maintenance;
            incident.from = incident.began;
            incident.until = mitigated;
        }
        judge(incident, event, choice.now);
        if (!incident.is_open)
            incident.ended = mitigated;  // an active event may carry one as well: it is not over
        read_texts(incident, event);
        const auto& newest = incident.updates.front();
        if (incident.is_open) incident.next_update = next_update_in(newest.text, newest.at);
        report.incidents.push_back(std::move(incident));
    }
    return report;
}

Result<StatusReport> read_azure_resource(std::string_view body) {
    DESK_TRY(const auto found, read_document(body));
    const auto document = with_small_names(found);
    const auto& status = object_or_empty(document, "properties");
    const auto said = said_field(status, "availabilityState");
    if (said.empty()) return invalid("no availabilityState of an Azure resource");
    // …/Microsoft.Compute/virtualMachines/vm1/providers/Microsoft.ResourceHealth/availabilityStatuses/current
    auto path = text_or(document, "id", "");
    path = path.substr(0, path.find("/providers/Microsoft.ResourceHealth"));
    StatusReport report{.name = "Azure"};
    report.parts.push_back({.id = path,
                            .name = path.substr(path.find_last_of('/') + 1),
                            .state = meaning_of(availability, said)});
    return report;
}

}  // namespace desk
