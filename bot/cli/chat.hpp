// deskhand chat: a desk at the terminal, running elsewhere (--server) or in this process
// (--config).
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_chat(const CommandInput& input);

}  // namespace desk
