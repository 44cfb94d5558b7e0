// deskhand replay FILE | --since TIME [--until TIME] [--plugin NAME] [--with NAME=FILE.so] [--most N] [--save FILE],
// see bot/cli/command_table.cpp.
//
// Makes recorded calls again, each plugin in its real process, and prints how what comes of them differs from what was
// said then. Reads the database beside a running desk and changes nothing. Exit 0: all the same; 1: some differ; 5: a
// plugin does not start.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_replay(const CommandInput& input);

}  // namespace desk
