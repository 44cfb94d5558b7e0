// deskhand conversations list | show ID | search QUERY, from the database, whether the desk runs or
// not.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_conversations_list(const CommandInput& input);
int run_conversations_show(const CommandInput& input);
int run_conversations_search(const CommandInput& input);

}  // namespace desk
