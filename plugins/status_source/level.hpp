// How well something works, and what a source's own words mean for it. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// In order of trouble; `unknown` stands outside the order: it is never better nor worse than a
// known one.
enum class Level { unknown, ok, watch, degraded, outage };

// "unknown", "ok", "watch", "degraded", "outage": as health.lookup says it.
std::string_view name_of(Level level);
// The level of that name; unknown for any other text.
Level level_named(std::string_view name);

struct ReportedState {
    Level level = Level::unknown;
    // Which word is said, for the key "state.WORD": operational, degraded, partial_outage, outage,
    // maintenance, maintenance_planned, investigating, identified, monitoring, resolved, reported,
    // confirmed, restoring, recovering, verifying, mitigated, restored, false_alarm, suspended,
    // unknown.
    std::string word = "unknown";
    bool operator==(const ReportedState&) const = default;
};

// Takes over what is worse; of equal trouble the first stays. Unknown is never worse.
void worsen(ReportedState& state, const ReportedState& other);

// One row of a roll-up table: what the source says, and what it means. Source of all tables:
// ../shared/facts/partner-support.md §3.1, the words ../shared/design/texts.md §7.
struct Meaning {
    std::string_view said = {};  // in lower case without separators, as `enum_key` writes it
    Level level = Level::unknown;
    std::string_view word = {};
};

// Letters and digits in lower case: "ServiceDegradation", "service_degradation" and
// "serviceDegradation" are one.
std::string enum_key(std::string_view said);

// What `said` means, however it is spelt; unknown when the table has no such row.
template <class Meanings>
ReportedState meaning_of(const Meanings& meanings, std::string_view said) {
    const auto key = enum_key(said);
    for (const Meaning& meaning : meanings) {
        if (meaning.said == key) return {meaning.level, std::string{meaning.word}};
    }
    return {};
}

}  // namespace desk
