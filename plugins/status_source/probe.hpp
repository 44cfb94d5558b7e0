// What the desk's own measurements of a service mean: a page that must answer, a port that must be
// open, a certificate that must not expire. Pure; any thread.
#pragma once

#include "plugins/status_source/status_report.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace desk {

struct ProbeResult {
    bool is_open = false;  // it answered
    int status = 0;        // of HTTP; 0: not asked
    std::chrono::milliseconds took = {};
    std::optional<Time> certificate_until = {};
    std::string why = {};  // when it did not answer
};

struct ProbeRules {
    std::chrono::milliseconds slow{2'000};  // an answer that takes longer degrades
    std::chrono::days certificate{14};      // less left is watched
    int failures =
        2;  // that many in a row are an outage, fewer are watched: one packet may get lost
};

// `failures` before this one in a row. 5xx and no answer at all are failures; 4xx says that the
// probed address is wrong or locked, so the state is unknown. An expired certificate degrades.
ReportedState judge_probe(const ProbeResult& result, const ProbeRules& rules, int failures,
                          Time now);
// True when the result counts as a failure.
bool is_failure(const ProbeResult& result);

// A report of one part, called `name`.
StatusReport probe_report(const std::string& name, ReportedState state);

}  // namespace desk
