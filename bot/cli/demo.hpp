// deskhand demo, see bot/cli/command_table.cpp.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_demo(const CommandInput& input);

}  // namespace desk
