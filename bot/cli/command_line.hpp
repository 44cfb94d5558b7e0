// The entry of the program: words → command → exit code.
#pragma once

#include "bot/cli/command.hpp"

#include <span>
#include <string>

namespace desk {

// `arguments` without the program's name. Never throws; what goes wrong is said on shell.err.
// Returns the exit code.
int run_command_line(std::span<const std::string> arguments, Shell& shell);

}  // namespace desk
