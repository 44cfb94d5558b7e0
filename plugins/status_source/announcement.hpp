// What the desk's own people announce: "/announce exchange-online degraded Mail is slow", as an
// incident beside those of the vendors. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"
#include <desk/result.hpp>

#include <optional>
#include <string>

namespace desk {

// An announcement: the service's id and name, a level (ok is none), words in the language they are
// written in.
struct Announcement {
    std::string id = {};  // "D-12"
    std::string service = {};
    std::string service_name = {};
    Level level = Level::watch;
    std::string text = {};
    std::string language = {};
    Time at = {};
    std::optional<Time> ended = {};
    bool operator==(const Announcement&) const = default;
};

// An incident about that service, open until it has ended, told in the desk's own words.
ReportedIncident incident_of(const Announcement& announcement);

}  // namespace desk
