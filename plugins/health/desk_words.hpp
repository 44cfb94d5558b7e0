// What the desk's own people say: announcements of trouble, and words to those an incident affects. Each is a value of its
// own on the shelf. Pure.
#pragma once

#include "plugins/status_source/announcement.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

std::string write_announcement(const Announcement& announcement);
// What cannot be read is an announcement without an id.
Announcement read_announcement(std::string_view document);

// Words of the desk about an incident.
struct DeskWords {
    std::string id = {};  // of the message that said them
    std::string text = {};
    std::string language = {};
    Time at = {};
};

// All words about one incident, oldest first; at most twenty are kept.
std::string write_words(const std::vector<DeskWords>& words);
std::vector<DeskWords> read_words(std::string_view document);

// They stand in the incident's timeline, marked as ours: an update with the word "desk".
void add_words(ReportedIncident& incident, const std::vector<DeskWords>& words);

// "Exchange Online" → "exchange-online": of what is not mapped, the id it most likely has.
std::string slug_of(std::string_view name);

}  // namespace desk
