// deskhand plugin reload NAME
//
// Says the golden scripts that lie beside the plugin (NAME.tests/*.chat) to the new build on a throw-away desk and, when they
// hold, asks the running desk to go over to it: POST /admin/plugins/NAME/reload, see bot/plugin_reloads.hpp. Exit 5 when a
// script does not hold or the desk keeps the old build; 6 when no desk is running.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_reload(const CommandInput& input);

}  // namespace desk
