#include "plugins/status_source/alertmanager.hpp"

#include "plugins/services/digest.hpp"
#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <array>
#include <cstdint>
#include <utility>

namespace desk {
namespace {

constexpr std::array severities{
    Meaning{"critical", Level::outage, "outage"},    Meaning{"page", Level::outage, "outage"},
    Meaning{"error", Level::outage, "outage"},       Meaning{"fatal", Level::outage, "outage"},
    Meaning{"warning", Level::degraded, "degraded"}, Meaning{"info", Level::watch, "investigating"},
    Meaning{"none", Level::watch, "investigating"}};

// As Alertmanager does it: of the sorted labels (FNV-1a), sixteen hexadecimal digits.
std::string fingerprint_of(const Json& labels) {
    auto hash = digest_of("");
    for (const auto& [name, value] : labels.items())
        hash = digest_of(name + '\xFF' + said_of(value) + '\xFF', hash);
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[hash >> shift & 0xF];
    return digits;
}

// "AM-A1BC4847": short enough to be typed.
std::string short_id(const std::string& fingerprint) {
    std::string id = "AM-";
    for (const char letter : fingerprint.substr(0, 8)) {
        id += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return id;
}

std::string first_of(const Json& object, std::initializer_list<const char*> names) {
    for (const auto* name : names) {
        if (auto text = plain_text(text_or(object, name, "")); !text.empty()) return text;
    }
    return {};
}

// The alert's own annotations, then those of the whole group.
std::string annotation(const Json& alert, const Json& group,
                       std::initializer_list<const char*> names) {
    auto text = first_of(object_or_empty(alert, "annotations"), names);
    return text.empty() ? first_of(object_or_empty(group, "commonAnnotations"), names) : text;
}

ReportedIncident read_alert(const Json& alert, const Json& group,
                            const std::string& service_label) {
    const auto& labels = object_or_empty(alert, "labels");
    const auto said = said_field(alert, "status").empty() ? said_field(group, "status")
                                                          : said_field(alert, "status");
    auto fingerprint = said_field(alert, "fingerprint");
    if (fingerprint.empty()) fingerprint = fingerprint_of(labels);
    ReportedIncident incident{.id = short_id(fingerprint),
                              .source_id = fingerprint,
                              .state = meaning_of(severities, said_field(labels, "severity")),
                              .said = said,
                              .began = time_of(alert, {"startsAt"}).value_or(Time{})};
    const auto name = text_or(labels, "alertname", "");
    incident.title = annotation(alert, group, {"summary", "title", "statuspageSummary"});
    if (incident.title.empty()) incident.title = name;
    if (incident.state.level == Level::unknown) incident.state = {Level::degraded, "degraded"};
    incident.is_open = enum_key(said) != "resolved";
    if (!incident.is_open) incident.ended = time_of(alert, {"endsAt"});
    const auto service =
        first_of(labels, {service_label.c_str(), "service", "component", "job", "alertname"});
    incident.affected.push_back({.id = service, .name = service});
    auto text = annotation(alert, group, {"description", "message", "summary"});
    incident.updates.push_back({.id = fingerprint + "/" + enum_key(said),
                                .word = incident.is_open ? "" : "resolved",
                                .text = text.empty() ? incident.title : std::move(text),
                                .at = incident.ended.value_or(incident.began)});
    if (!incident.is_open) incident.state = {Level::ok, "resolved"};
    return incident;
}

}  // namespace

Result<StatusReport> read_alertmanager(std::string_view body, const std::string& service_label) {
    DESK_TRY(const auto document, read_document(body));
    const auto* alerts = find_field(document, "alerts");
    if (alerts == nullptr || !alerts->is_array()) return invalid("no alerts of Alertmanager");
    StatusReport report{
        .name = "Monitoring", .whole = {Level::ok, "operational"}, .lists_trouble_only = true};
    for (const auto& alert : *alerts) {
        if (!alert.is_object()) return invalid("an alert that is no object");
        report.incidents.push_back(read_alert(alert, document, service_label));
    }
    return report;
}

}  // namespace desk
