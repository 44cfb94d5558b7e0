// deskhand plugin check PATH [SOURCE] [--json], see bot/cli/command_table.cpp.
//
// Checks a built plugin by the rules of bot/authoring/check_rules.hpp and prints what does not keep to them, each with
// its fix, and the level that is reached. Exit 5 when a bronze rule is broken. --json:
//     {"plugin":"greeting","file":…,"reached":"silver","rules":[{"id","level","says","state","offences":[…],"fix"}]}
// state: kept | broken | skipped (the source folder is not known).
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_check(const CommandInput& input);

}  // namespace desk
