// "/help": what this person may run here, and how. Only that, one line each.
#pragma once

#include <string_view>

#include <desk/plugin.hpp>

#include "bot/desk.hpp"

namespace desk {

// The list, or the usage of one command; a command that does not exist and one that is not allowed are the same.
Answer help_answer(const Desk& desk, Role role, const Wording::Reader& reader, std::string_view command);

}  // namespace desk
