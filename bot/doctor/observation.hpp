// What `deskhand doctor` says about one thing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace desk {

enum class Concern { none, warning, problem };
std::string_view name_of(Concern concern);  // "ok", "warning", "problem"

struct Observation {
    Concern concern = Concern::none;
    std::string subject = {};  // "storage", "plugin crm"
    std::string text = {};     // never a secret, never a customer's words
    std::string fix = {};      // of a warning or problem
};

using Observations = std::vector<Observation>;

}  // namespace desk
