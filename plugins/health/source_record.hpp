// What the plugin keeps of one source between two polls: what it reported last, when, and how often it may be asked.
// Kept as a JSON document on the shelf, of the desk or of the customer whose own tenant it is. Pure.
#pragma once

#include "plugins/health/source_list.hpp"
#include "plugins/status_source/status_report.hpp"
#include <desk/http.hpp>
#include <desk/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Calls counted in the running minute and hour. Microsoft Graph allows 240 a minute and 800 an hour per tenant; a
// fifth stays for what a person asks for. Source: ../shared/facts/partner-support.md §3.2.
struct CallQuota {
    static constexpr int most_a_minute = 192;
    static constexpr int most_an_hour = 640;

    Time minute = {};
    int in_minute = 0;
    Time hour = {};
    int in_hour = 0;

    // Counts one call; false, and nothing counted: not now.
    bool take(Time now);
};

struct SourceRecord {
    Time tried_at = {};
    Time seen_at = {};     // when it last said how things are; never: Time{}
    std::string why = {};  // why the last try failed, for the log; "": it did not
    int failures = 0;      // in a row
    Time wait_until = {};  // it asked to be left alone until then
    Time history_at = {};  // when its past incidents were read
    CallQuota quota = {};
    StatusReport report = {};

    // True when the last try brought something and that is young enough to be told.
    bool is_usable(const HealthSource& source, Time now) const;
    // True when the clock should ask again.
    bool is_due(const HealthSource& source, Time now) const;
};

// Two values: the head changes with every poll, the report only when there is news. At most 60,000 bytes.
std::string write_head(const SourceRecord& record);
std::string write_kept_report(const SourceRecord& record);
// What cannot be read is as if nothing had been kept.
SourceRecord read_record(std::string_view head, std::string_view report);

// When a source that answered 429 or 503 may be asked again: its Retry-After in seconds or as a date, at least a minute
// and at most a day; without it, nothing.
std::optional<Time> retry_time(const HttpResponse& response, Time now);

}  // namespace desk
