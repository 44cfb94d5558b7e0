// The world a program is really started in.
#pragma once

#include "bot/cli/shell.hpp"

namespace desk {

// Standard streams, the environment, the system's clock, the network, desks in this process.
Shell open_shell();

}  // namespace desk
