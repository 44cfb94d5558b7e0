#include "plugins/status_source/aws.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array meanings{
    Meaning{"0", Level::ok, "resolved"}, Meaning{"1", Level::watch, "investigating"},
    Meaning{"2", Level::degraded, "degraded"}, Meaning{"3", Level::outage, "outage"}};

// "eu-west-1" of "arn:aws:health:eu-west-1::event/…".
std::string region_of(const std::string& arn) {
    std::size_t begin = 0;
    for (int colons = 0; colons < 3; ++colons) {
        begin = arn.find(':', begin);
        if (begin == std::string::npos) return {};
        ++begin;
    }
    return arn.substr(begin, arn.find(':', begin) - begin);
}

// "5E6B8_EF2498889B5" of "…/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE_5E6B8_EF2498889B5".
std::string short_id(const std::string& arn) {
    const auto last = arn.find_last_of('_');
    if (last == std::string::npos || last == 0) return arn;
    const auto before = arn.find_last_of("_/", last - 1);
    return before == std::string::npos ? arn : arn.substr(before + 1);
}

// "ec2" of "ec2-me-central-1".
std::string without_region(const std::string& service, const std::string& region) {
    const auto end = "-" + region;
    return !region.empty() && service.ends_with(end)
               ? service.substr(0, service.size() - end.size())
               : service;
}

void read_services(ReportedIncident& incident, const Json& event, const std::string& region) {
    for (const auto& [key, service] : object_or_empty(event, "impacted_services").items()) {
        incident.affected.push_back(
            {.id = without_region(key, region),
             .name = text_or(service, "service_name", key),
             .state = meaning_of(meanings, said_field(service, "current"))});
    }
    incident.is_by_part = !incident.affected.empty();
    if (incident.is_by_part) return;
    incident.affected.push_back({.id = without_region(text_or(event, "service", ""), region),
                                 .name = text_or(event, "service_name", "")});
}

ReportedIncident read_event(const Json& event) {
    const auto arn = text_or(event, "arn", "");
    ReportedIncident incident{.id = short_id(arn),
                              .source_id = arn,
                              .title = plain_text(text_or(event, "summary", "")),
                              .state = meaning_of(meanings, said_field(event, "status")),
                              .said = said_field(event, "status"),
                              .began = time_of(event, {"date"}).value_or(Time{})};
    incident.is_open = incident.state.level != Level::ok;
    for (const auto& entry : array_or_empty(event, "event_log")) {
        const auto state = meaning_of(meanings, said_field(entry, "status"));
        incident.updates.push_back({.id = said_field(entry, "timestamp"),
                                    .word = state.level == Level::unknown ? "" : state.word,
                                    .text = plain_text(text_or(entry, "message", "")),
                                    .at = time_of(entry, {"timestamp"}).value_or(Time{})});
    }
    sort_updates(incident.updates);
    if (incident.updates.empty()) return incident;
    const auto& newest = incident.updates.front();
    if (incident.is_open) incident.next_update = next_update_in(newest.text, newest.at);
    if (!incident.is_open) incident.ended = newest.at;
    return incident;
}

}  // namespace

Result<StatusReport> read_aws_events(std::string_view body, const FeedChoice& choice) {
    if (choice.regions.empty()) return invalid("AWS events without a region");
    DESK_TRY(const auto document, read_document(body));
    if (!document.is_array()) return invalid("no list of AWS events");
    StatusReport report{
        .name = "AWS", .whole = {Level::ok, "operational"}, .lists_trouble_only = true};
    for (const auto& event : document) {
        if (!event.is_object()) return invalid("an AWS event that is no object");
        const auto region = region_of(text_or(event, "arn", ""));
        const bool is_everywhere = region.empty() || region == "global";
        if (!is_everywhere && !is_chosen(choice.regions, region)) continue;
        auto incident = read_event(event);
        read_services(incident, event, region);
        report.incidents.push_back(std::move(incident));
    }
    return report;
}

}  // namespace desk
