#include "plugins/status_source/google.hpp"

#include "plugins/status_source/document.hpp"
#include "plugins/status_source/vendor_text.hpp"
#include "plugins/status_source/vendor_time.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array meanings{
    Meaning{"available", Level::watch, "monitoring"},  // has recovered, is not closed yet
    Meaning{"serviceinformation", Level::watch, "investigating"},
    Meaning{"servicedisruption", Level::degraded, "degraded"},
    Meaning{"serviceoutage", Level::outage, "outage"}};

bool is_at(const Json& incident, const char* field, const FeedChoice& choice) {
    const auto& places = array_or_empty(incident, field);
    return places.empty() || std::any_of(places.begin(), places.end(), [&](const auto& place) {
               const auto id = text_or(place, "id", "");
               return id == "global" || is_chosen(choice.regions, id) ||
                      is_chosen(choice.regions, text_or(place, "title", ""));
           });
}

// The products it names; its service's name when it names none ("Multiple Products" is no name).
std::vector<ReportedPart> products_of(const Json& incident) {
    std::vector<ReportedPart> products;
    for (const auto& product : array_or_empty(incident, "affected_products")) {
        products.push_back(
            {.id = text_or(product, "id", ""), .name = text_or(product, "title", "")});
    }
    const auto service = text_or(incident, "service_name", "");
    if (products.empty() && !service.empty() && service != "Multiple Products")
        products.push_back({.id = text_or(incident, "service_key", ""), .name = service});
    return products;
}

bool is_ours(const std::vector<ReportedPart>& products, const FeedChoice& choice) {
    return products.empty() ||
           std::any_of(products.begin(), products.end(), [&](const auto& product) {
               return is_chosen(choice.products, product.id) ||
                      is_chosen(choice.products, product.name);
           });
}

ReportedUpdate read_update(const Json& update) {
    const auto state = meaning_of(meanings, said_field(update, "status"));
    return {.id = text_or(update, "created", text_or(update, "when", "")),
            .word = state.level == Level::unknown ? "" : state.word,
            .text = plain_markdown(text_or(update, "text", "")),
            .at = time_of(update, {"when", "created"}).value_or(Time{})};
}

ReportedIncident read_incident(const Json& entry) {
    ReportedIncident incident{.id = said_field(entry, "id"),
                              .source_id = said_field(entry, "id"),
                              .title = plain_markdown(text_or(entry, "external_desc", "")),
                              .state = meaning_of(meanings, said_field(entry, "status_impact")),
                              .said = said_field(entry, "status_impact"),
                              .began = time_of(entry, {"begin", "created"}).value_or(Time{}),
                              .ended = time_of(entry, {"end"}),
                              .affected = products_of(entry)};
    incident.is_open = !incident.ended;
    for (const auto& update : array_or_empty(entry, "updates"))
        incident.updates.push_back(read_update(update));
    const auto& newest = object_or_empty(entry, "most_recent_update");
    if (incident.updates.empty() && !newest.empty())
        incident.updates.push_back(read_update(newest));
    sort_updates(incident.updates);
    if (!incident.is_open) {
        incident.state = {Level::ok, "resolved"};
        return incident;
    }
    if (enum_key(said_field(newest, "status")) == "available")
        incident.state = {Level::watch, "monitoring"};
    if (!incident.updates.empty())
        incident.next_update =
            next_update_in(incident.updates.front().text, incident.updates.front().at);
    return incident;
}

}  // namespace

Result<StatusReport> read_google_incidents(std::string_view body, const std::string& name,
                                           const FeedChoice& choice) {
    DESK_TRY(const auto document, read_document(body));
    if (!document.is_array()) return invalid("no list of Google incidents");
    StatusReport report{
        .name = name, .whole = {Level::ok, "operational"}, .lists_trouble_only = true};
    for (const auto& entry : document) {
        if (find_field(entry, "id") == nullptr) return invalid("a Google incident without an id");
        auto incident = read_incident(entry);
        const auto* place =
            incident.is_open ? "currently_affected_locations" : "previously_affected_locations";
        if (!is_at(entry, place, choice) || !is_ours(incident.affected, choice)) continue;
        report.incidents.push_back(std::move(incident));
    }
    return report;
}

}  // namespace desk
