// Help, examples first.
#pragma once

#include "bot/cli/command.hpp"

#include <string>
#include <string_view>

namespace desk {

// Of the whole program.
std::string help_text();
// Of one command.
std::string help_text(const Command& command);
// Of the commands that begin with `group`: "conversations".
std::string help_text_of_group(std::string_view group);

// "--since TIME", "-o, --output FILE".
std::string label_of(const OptionRow& option);

}  // namespace desk
