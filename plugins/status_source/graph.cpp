#include "plugins/status_source/graph.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array meanings{Meaning{"serviceoperational", Level::ok, "operational"},
                              Meaning{"servicerestored", Level::ok, "restored"},
                              Meaning{"falsepositive", Level::ok, "false_alarm"},
                              Meaning{"postincidentreviewpublished", Level::ok, "resolved"},
                              Meaning{"resolved", Level::ok, "resolved"},
                              Meaning{"resolvedexternal", Level::ok, "resolved"},
                              Meaning{"investigating", Level::watch, "investigating"},
                              Meaning{"verifyingservice", Level::watch, "verifying"},
                              Meaning{"restoringservice", Level::watch, "restoring"},
                              Meaning{"extendedrecovery", Level::watch, "recovering"},
                              Meaning{"reported", Level::watch, "reported"},
                              Meaning{"confirmed", Level::watch, "confirmed"},
                              Meaning{"mitigated", Level::watch, "mitigated"},
                              Meaning{"mitigatedexternal", Level::watch, "mitigated"},
                              Meaning{"investigationsuspended", Level::watch, "suspended"},
                              Meaning{"servicedegradation", Level::degraded, "degraded"},
                              Meaning{"serviceinterruption", Level::outage, "outage"}};

Result<const Json*> list_of(const Json& document) {
    const auto* list = find_field(document, "value");
    if (list == nullptr || !list->is_array()) return invalid("no list of Microsoft Graph");
    return list;
}

// The part of a post worth quoting: what is the case now, else what people notice, else all of it.
std::string worth_quoting(const std::string& post) {
    for (const auto* label : {"current status", "final status", "user impact"}) {
        if (auto text = labelled(post, label); !text.empty()) return text;
    }
    return post;
}

void read_posts(ReportedIncident& incident, const Json& issue) {
    Time newest;
    for (const auto& post : array_or_empty(issue, "posts")) {
        const auto text = plain_text(text_or(object_or_empty(post, "description"), "content", ""));
        const auto at = time_of(post, {"createdDateTime"}).value_or(Time{});
        incident.updates.push_back(
            {.id = text_or(post, "createdDateTime", ""), .text = worth_quoting(text), .at = at});
        if (at < newest) continue;
        newest = at;
        incident.next_update = next_update_in(text, at);
    }
    sort_updates(incident.updates);
}

ReportedIncident read_issue(const Json& issue) {
    ReportedIncident incident{.id = said_field(issue, "id"),
                              .source_id = said_field(issue, "id"),
                              .title = plain_text(text_or(issue, "title", "")),
                              .state = meaning_of(meanings, said_field(issue, "status")),
                              .said = said_field(issue, "status"),
                              .began = time_of(issue, {"startDateTime"}).value_or(Time{}),
                              .ended = time_of(issue, {"endDateTime"})};
    const bool is_advisory = enum_key(said_field(issue, "classification")) == "advisory";
    if (is_advisory && incident.state.level == Level::outage)
        incident.state = {Level::degraded, "degraded"};
    const bool is_over = incident.ended && incident.state.level == Level::ok;
    incident.is_open = !flag_or(issue, "isResolved", is_over);
    if (!incident.is_open && incident.state.level != Level::ok)
        incident.state = {Level::ok, "resolved"};
    if (const auto service = text_or(issue, "service", ""); !service.empty())
        incident.affected.push_back({.name = service});
    read_posts(incident, issue);
    if (incident.updates.empty()) {
        incident.updates.push_back(
            {.text = plain_text(text_or(issue, "impactDescription", "")),
             .at = time_of(issue, {"lastModifiedDateTime"}).value_or(incident.began)});
    }
    if (!incident.is_open) incident.next_update.reset();
    return incident;
}

Result<void> add_issues(StatusReport& report, const Json& list) {
    for (const auto& issue : list) {
        if (!issue.is_object()) return invalid("an issue of Microsoft Graph that is no object");
        report.incidents.push_back(read_issue(issue));
    }
    return {};
}

}  // namespace

Result<StatusReport> read_graph_overviews(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    DESK_TRY(const auto* list, list_of(document));
    StatusReport report{.name = "Microsoft 365",
                        .next_page = text_or(document, "@odata.nextLink", "")};
    report.whole = {Level::ok, "operational"};
    bool has_unknown = list->empty();
    for (const auto& entry : *list) {
        if (!entry.is_object()) return invalid("a service of Microsoft Graph that is no object");
        report.parts.push_back({.id = said_field(entry, "id"),
                                .name = text_or(entry, "service", ""),
                                .state = meaning_of(meanings, said_field(entry, "status"))});
        worsen(report.whole, report.parts.back().state);
        has_unknown = has_unknown || report.parts.back().state.level == Level::unknown;
        DESK_CHECK(add_issues(report, array_or_empty(entry, "issues")));
    }
    if (report.whole.level == Level::ok && has_unknown) report.whole = {};
    return report;
}

Result<StatusReport> read_graph_issues(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    DESK_TRY(const auto* list, list_of(document));
    StatusReport report{.name = "Microsoft 365",
                        .next_page = text_or(document, "@odata.nextLink", "")};
    DESK_CHECK(add_issues(report, *list));
    return report;
}

Result<StatusReport> read_graph_messages(std::string_view body) {
    DESK_TRY(const auto document, read_document(body));
    DESK_TRY(const auto* list, list_of(document));
    StatusReport report{.name = "Microsoft 365",
                        .next_page = text_or(document, "@odata.nextLink", "")};
    for (const auto& post : *list) {
        const auto until = time_of(post, {"actionRequiredByDateTime"});
        if (!until) continue;
        ReportedIncident reminder{.kind = ReportKind::reminder,
                                  .id = said_field(post, "id"),
                                  .source_id = said_field(post, "id"),
                                  .title = plain_text(text_or(post, "title", "")),
                                  .state = {Level::ok, "operational"},
                                  .said = said_field(post, "category"),
                                  .began = time_of(post, {"startDateTime"}).value_or(Time{}),
                                  .until = until};
        for (const auto& service : array_or_empty(post, "services")) {
            if (service.is_string())
                reminder.affected.push_back({.name = service.get<std::string>()});
        }
        reminder.updates.push_back(
            {.text = plain_text(text_or(object_or_empty(post, "body"), "content", "")),
             .at = time_of(post, {"lastModifiedDateTime"}).value_or(reminder.began)});
        report.incidents.push_back(std::move(reminder));
    }
    return report;
}

}  // namespace desk
