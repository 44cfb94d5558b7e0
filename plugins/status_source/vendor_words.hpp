// What both plugins say about a service's trouble: the vendor's text quoted, the desk's own
// summary, the next update, tones and symbols. Pure; any thread.
#pragma once

#include "plugins/status_source/service_state.hpp"
#include <desk/card.hpp>
#include <desk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Where an answer comes from.
struct Vendor {
    std::string name = {};      // "Microsoft"; "": the desk itself
    std::string source = {};    // "Microsoft 365"
    std::string language = {};  // of its texts

    bool is_desk() const { return name.empty(); }
};
// From the settings vendor, source_name and source_language.
Vendor vendor_of(const Host& host);

// "Microsoft 365 service health, checked at …"
Source source_of(const Vendor& vendor, Time checked_at);

// "Microsoft describes it like this:"
Phrase lead_in(const Vendor& vendor);

Tone tone_of(Level level);
std::string_view symbol_of(Level level);
Phrase state_phrase(const ServiceState& state);  // "degraded"
Phrase label_phrase(const ServiceState& state);  // "Degraded"

// When it began, what it is, who works on it, when there is news.
std::vector<Phrase> told(const ReportedIncident& incident, const Vendor& vendor, const Call& call);

}  // namespace desk
