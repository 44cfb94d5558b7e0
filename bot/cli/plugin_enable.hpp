// deskhand plugin enable NAME | disable NAME
//
// `enable` shows in plain words what the plugin's manifest asks for and, on a yes, records it with the SHA-256 of its
// file in plugins.lock beside the configuration file. What has changed since the last yes is shown by itself. `disable`
// records that the desk leaves the plugin out; the consent stays. Both count from the next start or reload (SIGHUP) of
// the desk.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_enable(const CommandInput& input);
int run_plugin_disable(const CommandInput& input);

}  // namespace desk
