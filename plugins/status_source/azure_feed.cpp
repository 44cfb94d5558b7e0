#include "plugins/status_source/azure_feed.hpp"

#include "plugins/status_source/feed.hpp"
#include "plugins/status_source/vendor_text.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace desk {
namespace {

// "AZ-483920": the feed's own ids are sentences, and people have to type it.
std::string short_id(std::string_view id) {
    std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
    for (const char letter : id) hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211U;
    return "AZ-" + std::to_string(100'000 + hash % 900'000);
}

}  // namespace

Result<StatusReport> read_azure_feed(std::string_view body, const FeedChoice& choice) {
    DESK_TRY(const auto feed, read_feed(body));
    StatusReport report{
        .name = "Azure", .whole = {Level::ok, "operational"}, .lists_trouble_only = true};
    for (const auto& item : feed.items) {
        const auto& names = item.categories;
        const bool is_ours =
            names.empty() || std::any_of(names.begin(), names.end(), [&](const auto& name) {
                return is_chosen(choice.regions, name);
            });
        if (!is_ours) continue;
        ReportedIncident incident{.id = short_id(item.id),
                                  .source_id = item.id,
                                  .title = plain_text(item.title),
                                  .state = {Level::degraded, "degraded"},
                                  .said = "item",
                                  .began = item.at.value_or(Time{})};
        for (const auto& name : names) incident.affected.push_back({.name = plain_text(name)});
        const auto text = plain_text(item.text);
        incident.next_update = next_update_in(text, incident.began);
        incident.updates.push_back({.id = item.id, .text = text, .at = incident.began});
        report.incidents.push_back(std::move(incident));
    }
    return report;
}

}  // namespace desk
