// deskhand plugin test PATH [SOURCE] [--scripts DIR] [--update], see bot/cli/command_table.cpp.
//
// Runs the golden scripts of a plugin, each on a throw-away desk of its own (bot/cli/throw_away_desk.hpp) in a made-up
// world (bot/cli/made_up_world.hpp). Without --scripts: tests of the source folder, NAME.tests beside NAME.so, or
// ./tests. Exit 5 when an expectation does not hold, with the difference on standard output.
#pragma once

#include "bot/authoring/plugin_place.hpp"
#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_test(const CommandInput& input);

// The scripts of a folder, said to the plugin. The exit code; what did not hold has been told.
int test_scripts(const CommandInput& input, const PluginPlace& place, const std::string& folder,
                 const std::vector<std::string>& scripts);

}  // namespace desk
