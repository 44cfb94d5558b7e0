// deskhand version, and what the other commands say about this build.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

// Of the configuration file; changes when an old file would be refused or read differently.
inline constexpr int configuration_version = 1;

int run_version(const CommandInput& input);

}  // namespace desk
