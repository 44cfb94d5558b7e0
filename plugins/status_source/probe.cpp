#include "plugins/status_source/probe.hpp"

namespace desk {

bool is_failure(const ProbeResult& result) {
    return !result.is_open || result.status >= 500;
}

ReportedState judge_probe(const ProbeResult& result, const ProbeRules& rules, int failures,
                          Time now) {
    if (is_failure(result))
        return failures + 1 >= rules.failures ? ReportedState{Level::outage, "outage"}
                                              : ReportedState{Level::watch, "investigating"};
    if (result.status >= 400) return {};
    ReportedState state{Level::ok, "operational"};
    if (result.certificate_until) {
        const auto left = *result.certificate_until - now;
        if (left <= std::chrono::milliseconds{0})
            worsen(state, {Level::degraded, "degraded"});
        else if (left < rules.certificate)
            worsen(state, {Level::watch, "investigating"});
    }
    if (result.took > rules.slow) worsen(state, {Level::degraded, "degraded"});
    return state;
}

StatusReport probe_report(const std::string& name, ReportedState state) {
    StatusReport report{.name = name, .whole = state};
    report.parts.push_back({.id = name, .name = name, .state = std::move(state)});
    return report;
}

}  // namespace desk
