#include "plugins/health/desk_words.hpp"

#include "plugins/services/service.hpp"
#include <desk/json.hpp>
#include <desk/wire_values.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t most_words = 20;

Time moment(const Json& object, const char* name) {
    const auto time = wire::read_time(text_or(object, name, ""));
    return time ? *time : Time{};
}

}  // namespace

std::string write_announcement(const Announcement& announcement) {
    Json document{{"id", announcement.id},
                  {"service", announcement.service},
                  {"service_name", announcement.service_name},
                  {"level", name_of(announcement.level)},
                  {"text", announcement.text},
                  {"language", announcement.language},
                  {"at", wire::time_text(announcement.at)}};
    if (announcement.ended) document["ended"] = wire::time_text(*announcement.ended);
    return dump_json(document);
}

Announcement read_announcement(std::string_view document) {
    const auto json = parse_json(document);
    if (!json) return {};
    const auto ended = moment(*json, "ended");
    return {.id = text_or(*json, "id", ""),
            .service = text_or(*json, "service", ""),
            .service_name = text_or(*json, "service_name", ""),
            .level = level_named(text_or(*json, "level", "")),
            .text = text_or(*json, "text", ""),
            .language = text_or(*json, "language", ""),
            .at = moment(*json, "at"),
            .ended = ended == Time{} ? std::nullopt : std::optional{ended}};
}

std::string write_words(const std::vector<DeskWords>& words) {
    Json list = Json::array();
    const auto first = words.size() > most_words ? words.size() - most_words : 0;
    for (auto i = first; i < words.size(); ++i) {
        list.push_back({{"id", words[i].id}, {"text", words[i].text}, {"language", words[i].language}, {"at", wire::time_text(words[i].at)}});
    }
    return dump_json(list);
}

std::vector<DeskWords> read_words(std::string_view document) {
    std::vector<DeskWords> words;
    const auto json = parse_json(document);
    if (!json || !json->is_array()) return words;
    for (const auto& entry : *json) {
        words.push_back({text_or(entry, "id", ""), text_or(entry, "text", ""), text_or(entry, "language", ""), moment(entry, "at")});
    }
    return words;
}

void add_words(ReportedIncident& incident, const std::vector<DeskWords>& words) {
    for (const auto& one : words) incident.updates.push_back({.id = one.id, .word = "desk", .text = one.text, .at = one.at});
    sort_updates(incident.updates);
}

std::string slug_of(std::string_view name) {
    auto slug = folded(name);
    slug.erase(0, slug.find_first_not_of(' '));
    slug.erase(slug.find_last_not_of(' ') + 1);
    std::replace(slug.begin(), slug.end(), ' ', '-');
    return slug;
}

}  // namespace desk
