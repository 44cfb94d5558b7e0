// deskhand plugin test PATH [SOURCE] [--scripts DIR] [--update], see bot/cli/command_table.cpp.
//
// Runs the golden scripts of a plugin, each on a throw-away desk of its own (bot/cli/throw_away_desk.hpp) in a made-up world
// (bot/cli/made_up_world.hpp). Exit 5 when an expectation does not hold, with the difference on standard output.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_test(const CommandInput& input);

}  // namespace desk
