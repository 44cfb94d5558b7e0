// deskhand config init | check | show | schema
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_config_init(const CommandInput& input);
int run_config_check(const CommandInput& input);
int run_config_show(const CommandInput& input);
int run_config_schema(const CommandInput& input);

}  // namespace desk
