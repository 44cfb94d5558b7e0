#include "bot/doctor/gather.hpp"

#include <desk/json.hpp>

#include <unistd.h>

namespace desk {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

}  // namespace

std::string database_path(const Configuration& configuration) {
    const std::string_view url{configuration.storage.url};
    return url.starts_with(sqlite_scheme) ? std::string{url.substr(sqlite_scheme.size())} : std::string{};
}

void gather_running_desk(const DoctorInput& input, DoctorFacts& facts) {
    if (!input.ask_desk) return;
    const auto answer = input.ask_desk("/admin/status");
    if (!answer) return;
    facts.is_running = true;
    const auto document = parse_json(*answer);
    facts.running_status = document ? text_or(*document, "status", "unknown") : "no document";
    if (document) facts.running_reasons = texts_of(*document, "reasons");
}

DoctorFacts gather_facts(const DoctorInput& input) {
    DoctorFacts facts;
    facts.now = input.now;
    facts.user = ::geteuid();
    const auto& reading = input.reading;
    facts.configuration = {.adapters = reading.configuration.adapters.size(),
                           .plugins = reading.configuration.plugins.size(),
                           .diagnoses = reading.diagnoses};
    facts.configuration.diagnoses.insert(facts.configuration.diagnoses.end(), input.directory_diagnoses.begin(),
                                         input.directory_diagnoses.end());
    if (has_error(facts.configuration.diagnoses)) return facts;
    gather_running_desk(input, facts);
    gather_host(input, facts);
    gather_storage(input, facts);
    gather_remotes(input, facts);
    gather_plugins(input, facts);
    return facts;
}

}  // namespace desk
