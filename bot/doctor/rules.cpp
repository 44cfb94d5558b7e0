#include "bot/doctor/rules.hpp"

#include <array>
#include <iterator>

namespace desk {
namespace {

constexpr std::array rules{DoctorRule{"configuration", judge_configuration},
                           DoctorRule{"private files", judge_private_files},
                           DoctorRule{"data folder", judge_data_folder},
                           DoctorRule{"database", judge_database},
                           DoctorRule{"watermark", judge_watermark},
                           DoctorRule{"search index", judge_search_index},
                           DoctorRule{"waiting", judge_waiting},
                           DoctorRule{"dead letters", judge_dead_letters},
                           DoctorRule{"clock", judge_clock},
                           DoctorRule{"ports", judge_ports},
                           DoctorRule{"descriptors", judge_descriptors},
                           DoctorRule{"remotes", judge_remotes},
                           DoctorRule{"plugins", judge_plugins},
                           DoctorRule{"sandbox", judge_sandbox},
                           DoctorRule{"running desk", judge_running_desk},
                           DoctorRule{"profiles", judge_profiles}};

struct ConcernName {
    Concern concern;
    std::string_view name;
};
constexpr std::array concern_names{ConcernName{Concern::none, "ok"}, ConcernName{Concern::warning, "warning"},
                                   ConcernName{Concern::problem, "problem"}};

}  // namespace

std::string_view name_of(Concern concern) {
    for (const auto& row : concern_names) {
        if (row.concern == concern) return row.name;
    }
    return "problem";
}

std::span<const DoctorRule> doctor_rules() {
    return rules;
}

Observations examine(const DoctorFacts& facts) {
    if (has_error(facts.configuration.diagnoses)) return judge_configuration(facts);
    Observations all;
    for (const auto& rule : rules) {
        auto some = rule.judge(facts);
        all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return all;
}

}  // namespace desk
