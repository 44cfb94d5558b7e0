// deskhand plugin new NAME [--kind command|responder|source] [--to DIR], see bot/cli/command_table.cpp.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_new(const CommandInput& input);

}  // namespace desk
