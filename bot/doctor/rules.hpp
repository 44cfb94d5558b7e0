// The doctor's judgement: one pure function for each question, and the list of them. A rule gives at least one
// observation, or none when it has nothing to look at. Any thread.
#pragma once

#include "bot/doctor/facts.hpp"
#include "bot/doctor/observation.hpp"

#include <span>
#include <string_view>

namespace desk {

// rules_of_host.cpp
Observations judge_configuration(const DoctorFacts& facts);
Observations judge_private_files(const DoctorFacts& facts);
Observations judge_data_folder(const DoctorFacts& facts);  // under 1 GB free: a warning; under 100 MB: a problem
Observations judge_clock(const DoctorFacts& facts);        // against the files' times; over 60 s behind: a problem
Observations judge_ports(const DoctorFacts& facts);
Observations judge_descriptors(const DoctorFacts& facts);

// rules_of_storage.cpp
Observations judge_database(const DoctorFacts& facts);
Observations judge_watermark(const DoctorFacts& facts);
Observations judge_search_index(const DoctorFacts& facts);  // over 1,000 turns behind: a warning
Observations judge_waiting(const DoctorFacts& facts);       // a message over 5 min, a reply over 15 min: a warning
Observations judge_dead_letters(const DoctorFacts& facts);

// rules_of_plugins.cpp
Observations judge_remotes(const DoctorFacts& facts);  // certificates: 14 days before their end a warning
Observations judge_plugins(const DoctorFacts& facts);
Observations judge_sandbox(const DoctorFacts& facts);
Observations judge_running_desk(const DoctorFacts& facts);
Observations judge_profiles(const DoctorFacts& facts);  // a price list: 30 days before its end a warning

struct DoctorRule {
    std::string_view name = {};
    Observations (*judge)(const DoctorFacts& facts) = nullptr;
};
std::span<const DoctorRule> doctor_rules();

// All of them, in the order they are told; a configuration with an error is all that can be told.
Observations examine(const DoctorFacts& facts);

}  // namespace desk
