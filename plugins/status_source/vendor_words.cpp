#include "plugins/status_source/vendor_words.hpp"

#include "plugins/services/short_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace desk {
namespace {

// So that a card with its other sentences stays under 1,200 characters.
constexpr std::size_t most_quoted = 500;

struct Look {
    Tone tone = Tone::neutral;
    std::string_view symbol = {};
};
// In the order of Level. Source: ../shared/design/texts.md §7.
constexpr std::array looks{Look{Tone::neutral, "○"}, Look{Tone::ok, "●"}, Look{Tone::info, "◆"},
                           Look{Tone::warn, "▲"}, Look{Tone::bad, "■"}};

void add_description(std::vector<Phrase>& sentences, const ReportedIncident& incident,
                     const Vendor& vendor, const Call& call) {
    if (const auto own = incident.desk_summary.find(call.language);
        own != incident.desk_summary.end()) {
        sentences.push_back({"common.text", {{"text", shortened(own->second, most_quoted)}}});
        return;
    }
    const auto vendors = std::find_if(incident.updates.begin(), incident.updates.end(),
                                      [](const auto& update) { return update.word != "desk"; });
    const auto newest = vendors == incident.updates.end() ? std::string{} : vendors->text;
    const auto text = shortened(newest.empty() ? incident.title : newest, most_quoted);
    if (text.empty()) return;
    sentences.push_back(lead_in(vendor));
    sentences.push_back({"common.quote", {{"text", text}}});
}

void add_next_update(std::vector<Phrase>& sentences, const ReportedIncident& incident,
                     const Call& call) {
    if (!incident.next_update || *incident.next_update <= call.now) {
        sentences.push_back({"health.no_update_time", {}});
        return;
    }
    sentences.push_back({"health.next_update",
                         {{"stamp", When{*incident.next_update, TimeStyle::stamp}},
                          {"zone", Zone{call.time_zone}}}});
}

}  // namespace

Vendor vendor_of(const Host& host) {
    return {host.setting("vendor"), host.setting("source_name"), host.setting("source_language")};
}

Source source_of(const Vendor& vendor, Time checked_at) {
    if (vendor.source.empty()) return {Phrase{"health.source_desk", {}}, checked_at};
    return {Phrase{"health.source", {{"name", vendor.source}}}, checked_at};
}

Phrase lead_in(const Vendor& vendor) {
    if (vendor.is_desk()) return {"health.desk_says", {}};
    const auto* key = vendor.language == "en" ? "health.vendor_says" : "health.vendor_says_other";
    return {key, {{"vendor", vendor.name}}};
}

Tone tone_of(Level level) {
    return looks.at(static_cast<std::size_t>(level)).tone;
}

std::string_view symbol_of(Level level) {
    return looks.at(static_cast<std::size_t>(level)).symbol;
}

Phrase state_phrase(const ServiceState& state) {
    return {"state." + state.word, {}};
}

Phrase label_phrase(const ServiceState& state) {
    return {"label." + state.word, {}};
}

std::vector<Phrase> told(const ReportedIncident& incident, const Vendor& vendor, const Call& call) {
    std::vector<Phrase> sentences;
    if (incident.began != Time{})
        sentences.push_back({"health.began", {{"moment", When{incident.began}}}});
    add_description(sentences, incident, vendor, call);
    if (!incident.is_open) return sentences;

    const auto* progress =
        incident.state.word == "monitoring" ? "health.watched" : "health.working";
    sentences.push_back({progress, {{"vendor", vendor.name}, {"id", incident.id}}});
    add_next_update(sentences, incident, call);
    return sentences;
}

}  // namespace desk
