#include "plugins/status_source/report_text.hpp"

#include "plugins/services/short_text.hpp"
#include <desk/wire_values.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace desk {
namespace {

constexpr std::array<std::string_view, 3> kinds{"incident", "maintenance", "reminder"};
constexpr std::size_t most_title = 300;
constexpr JsonLimits limits{.bytes = 1'048'576, .depth = 16, .keys = 20'000};

Json part_json(const ReportedPart& part) {
    return Json::array({part.id, part.name, part.group, part.service, name_of(part.state.level), part.state.word});
}

std::string text_at(const Json& list, std::size_t index) {
    return list.is_array() && index < list.size() && list[index].is_string() ? list[index].get<std::string>() : std::string{};
}

ReportedPart read_part(const Json& part) {
    return {.id = text_at(part, 0), .name = text_at(part, 1), .group = text_at(part, 2), .service = text_at(part, 3),
            .state = {level_named(text_at(part, 4)), text_at(part, 5)}};
}

std::vector<ReportedPart> read_parts(const Json& list) {
    std::vector<ReportedPart> parts;
    for (const auto& part : list) parts.push_back(read_part(part));
    return parts;
}

std::optional<Time> moment(const std::string& text) {
    const auto time = wire::read_time(text);
    return time ? std::optional{*time} : std::nullopt;
}

void put(Json& object, const char* name, const std::optional<Time>& time) {
    if (time && *time != Time{}) object[name] = wire::time_text(*time);
}

Json report_json(const StatusReport& report) {
    Json document{{"name", report.name}, {"level", name_of(report.whole.level)}, {"word", report.whole.word}};
    if (report.lists_trouble_only) document["trouble_only"] = true;
    auto& parts = document["parts"] = Json::array();
    for (const auto& part : report.parts) parts.push_back(part_json(part));
    auto& incidents = document["incidents"] = Json::array();
    for (const auto& incident : report.incidents) incidents.push_back(to_json(incident));
    return document;
}

void shorten(StatusReport& report, std::size_t text, std::size_t updates) {
    for (auto& incident : report.incidents) {
        incident.title = shortened(std::move(incident.title), most_title);
        if (incident.updates.size() > updates) incident.updates.resize(updates);
        for (auto& update : incident.updates) update.text = shortened(std::move(update.text), text);
        // Hundreds of affected parts that are no service of the desk's: the card shows a few.
        if (incident.affected.size() > 60) incident.affected.resize(60);
    }
}

// False: there is nothing left that could go.
bool drop_one(StatusReport& report) {
    auto& incidents = report.incidents;
    if (incidents.empty()) return false;
    const auto ended = std::find_if(incidents.rbegin(), incidents.rend(), [](const auto& one) { return !one.is_open; });
    incidents.erase(ended == incidents.rend() ? std::prev(incidents.end()) : std::prev(ended.base()));
    return true;
}

}  // namespace

Json to_json(const ReportedIncident& incident) {
    Json document{{"id", incident.id},       {"source_id", incident.source_id},
                  {"title", incident.title}, {"level", name_of(incident.state.level)},
                  {"word", incident.state.word}, {"said", incident.said},
                  {"open", incident.is_open}};
    if (incident.kind != ReportKind::incident) document["kind"] = kinds.at(static_cast<std::size_t>(incident.kind));
    put(document, "began", incident.began);
    put(document, "ended", incident.ended);
    put(document, "next_update", incident.next_update);
    put(document, "from", incident.from);
    put(document, "until", incident.until);
    if (incident.is_by_part) document["by_part"] = true;
    if (incident.needs_person) document["person"] = true;
    if (!incident.desk_summary.empty()) document["desk_summary"] = incident.desk_summary;
    auto& affected = document["affected"] = Json::array();
    for (const auto& part : incident.affected) affected.push_back(part_json(part));
    auto& updates = document["updates"] = Json::array();
    for (const auto& update : incident.updates)
        updates.push_back(Json::array({update.id, update.word, update.text, wire::time_text(update.at)}));
    return document;
}

ReportedIncident read_reported_incident(const Json& document) {
    ReportedIncident incident{.id = text_or(document, "id", ""),
                              .source_id = text_or(document, "source_id", ""),
                              .title = text_or(document, "title", ""),
                              .state = {level_named(text_or(document, "level", "")), text_or(document, "word", "unknown")},
                              .said = text_or(document, "said", ""),
                              .is_open = bool_or(document, "open", true),
                              .is_by_part = bool_or(document, "by_part", false),
                              .needs_person = bool_or(document, "person", false),
                              .began = moment(text_or(document, "began", "")).value_or(Time{}),
                              .ended = moment(text_or(document, "ended", "")),
                              .next_update = moment(text_or(document, "next_update", "")),
                              .affected = read_parts(array_or_empty(document, "affected")),
                              .from = moment(text_or(document, "from", "")),
                              .until = moment(text_or(document, "until", ""))};
    const auto kind = std::find(kinds.begin(), kinds.end(), text_or(document, "kind", "incident"));
    if (kind != kinds.end()) incident.kind = static_cast<ReportKind>(kind - kinds.begin());
    for (const auto& update : array_or_empty(document, "updates")) {
        incident.updates.push_back({.id = text_at(update, 0), .word = text_at(update, 1), .text = text_at(update, 2),
                                    .at = moment(text_at(update, 3)).value_or(Time{})});
    }
    if (const auto* summary = find_field(document, "desk_summary"); summary != nullptr && summary->is_object()) {
        for (const auto& [language, text] : summary->items()) {
            if (text.is_string()) incident.desk_summary[language] = text.get<std::string>();
        }
    }
    return incident;
}

std::string write_report(StatusReport report, std::size_t most) {
    struct Cut {
        std::size_t text;
        std::size_t updates;
    };
    std::string text;
    for (const auto& cut : {Cut{700, 10}, Cut{700, 4}, Cut{500, 2}, Cut{300, 1}}) {
        shorten(report, cut.text, cut.updates);
        text = dump_json(report_json(report));
        if (text.size() <= most) return text;
    }
    while (text.size() > most && drop_one(report)) text = dump_json(report_json(report));
    while (text.size() > most && !report.parts.empty()) {
        report.parts.resize(report.parts.size() * 3 / 4);
        text = dump_json(report_json(report));
    }
    return text;
}

Result<StatusReport> read_report(std::string_view document) {
    DESK_TRY(const auto json, parse_json(document, limits));
    if (!json.is_object()) return invalid("a report that is no object");
    StatusReport report{.name = text_or(json, "name", ""),
                        .whole = {level_named(text_or(json, "level", "")), text_or(json, "word", "unknown")},
                        .parts = read_parts(array_or_empty(json, "parts")),
                        .lists_trouble_only = bool_or(json, "trouble_only", false)};
    for (const auto& incident : array_or_empty(json, "incidents")) report.incidents.push_back(read_reported_incident(incident));
    return report;
}

}  // namespace desk
