// Finds out what the rules judge: files, the database, systems on the network, plugins in their sandbox, the running
// desk. Changes nothing, but starts each plugin that may run once and ends it again. One thread, which waits.
#pragma once

#include "bot/configuration/configuration.hpp"
#include "bot/doctor/facts.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct DoctorInput {
    std::string configuration_file = {};
    ConfigurationReading reading = {};
    std::vector<Diagnosis> directory_diagnoses = {};
    std::string host_program = {};  // path of deskhand-plugin-host
    Time now = {};
    // GET of the running desk's admin listener: the document. Errors: unavailable (it is stopped).
    std::function<Result<std::string>(std::string_view path)> ask_desk = {};
    std::chrono::milliseconds reach_time = std::chrono::seconds{5};  // each system
    std::string ca_file = {};                                        // PEM; "": the system's
};

// Only the facts of the configuration when it has an error.
DoctorFacts gather_facts(const DoctorInput& input);

// Its parts. `facts` gains what the name says.
void gather_running_desk(const DoctorInput& input, DoctorFacts& facts);  // first: others ask whether it runs
void gather_host(const DoctorInput& input, DoctorFacts& facts);
void gather_storage(const DoctorInput& input, DoctorFacts& facts);
void gather_remotes(const DoctorInput& input, DoctorFacts& facts);
void gather_plugins(const DoctorInput& input, DoctorFacts& facts);

// The path of "sqlite:PATH", "" of another address.
std::string database_path(const Configuration& configuration);

}  // namespace desk
