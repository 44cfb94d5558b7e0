// Makes a recorded call again: the plugin as it is now, its questions answered from the record, its answer put into the
// words the reader of then would read. Nothing leaves: no request is made and no effect happens.
#pragma once

#include <string>
#include <vector>

#include "bot/desk.hpp"
#include "bot/replay/replay_case.hpp"

namespace desk {

// The lines that differ, as changed_lines, and after them what was asked otherwise; empty: the same came of it. An
// error of the plugin, and the end of its process, are differences like any other.
std::vector<std::string> replay_call(const ReplayCase& recorded, const PluginInUse& plugin);

}  // namespace desk
