#include "plugins/status_source/announcement.hpp"

#include <array>

namespace desk {

ReportedIncident incident_of(const Announcement& announcement) {
    constexpr std::array<std::string_view, 5> words{"unknown", "resolved", "investigating",
                                                    "degraded", "outage"};
    const std::string word{words.at(static_cast<std::size_t>(announcement.level))};
    ReportedIncident incident{.id = announcement.id,
                              .source_id = announcement.id,
                              .title = announcement.text,
                              .state = {announcement.level, word},
                              .said = std::string{name_of(announcement.level)},
                              .is_open = !announcement.ended,
                              .began = announcement.at,
                              .ended = announcement.ended};
    if (!incident.is_open) incident.state = {Level::ok, "resolved"};
    incident.desk_summary[announcement.language] = announcement.text;
    incident.affected.push_back({.id = announcement.service,
                                 .name = announcement.service_name,
                                 .service = announcement.service});
    incident.updates.push_back(
        {.id = "1", .word = word, .text = announcement.text, .at = announcement.at});
    return incident;
}

}  // namespace desk
