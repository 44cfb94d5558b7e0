// What the tests of the readers share: files, and a report in one line.
#pragma once

#include "plugins/status_source/service_state.hpp"
#include "tests/plugins/spoken.hpp"

#include <string>

namespace desk::test {

inline const std::filesystem::path data_dir = source_dir / "tests/plugins/data";
// The whole collection, where it is on the machine.
inline const std::filesystem::path collection_dir{"/work/shared/data"};

inline std::string data(const std::string& file) {
    return file_text(data_dir / file);
}

inline StatusReport read_or_fail(const Result<StatusReport>& report) {
    EXPECT_TRUE(report) << report.error().what;
    return report ? *report : StatusReport{};
}

// "degraded partial_outage 6tcfpztf6j9m": level, word, incident; "-": none.
inline std::string state_in(const StatusReport& report, const std::string& service) {
    const auto state = state_of(report, {.id = service, .name = service});
    const auto incident = state.incident == nullptr ? std::string{"-"} : state.incident->id;
    return std::string{name_of(state.level)} + " " + state.word + " " + incident;
}

inline std::string written(const ReportedState& state) {
    return std::string{name_of(state.level)} + " " + state.word;
}

inline std::string names_of(const std::vector<ReportedPart>& parts) {
    std::string names;
    for (const auto& part : parts) names += (names.empty() ? "" : ", ") + part.name;
    return names;
}

}  // namespace desk::test
