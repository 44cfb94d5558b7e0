// deskhand conversations export, from the database, whether the desk runs or not.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_conversations_export(const CommandInput& input);

}  // namespace desk
