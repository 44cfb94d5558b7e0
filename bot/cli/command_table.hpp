// Every command of `deskhand`, one row each: parsing, help and the README's reference are made from
// it.
#pragma once

#include "bot/cli/command.hpp"

#include <span>

namespace desk {

// In the order of `deskhand --help`.
std::span<const Command> command_table();

}  // namespace desk
