#include "plugins/status_source/azure_feed.hpp"

#include "plugins/services/digest.hpp"
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
    return "AZ-" + std::to_string(100'000 + digest_of(id) % 900'000);
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
