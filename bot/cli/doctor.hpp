// deskhand doctor: examines configuration, files, database, network, plugins and the running desk; exit 1 when there is
// a problem. What it looks at: bot/doctor/rules.hpp.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_doctor(const CommandInput& input);

}  // namespace desk
