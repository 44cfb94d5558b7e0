// Who may do what: deny by default. A plugin's commands carry their roles in the manifest, the desk's own commands
// stand in a table here. Source of the split: facts/partner-support.md 2.3.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "conversations/ids.hpp"
#include "conversations/people/person.hpp"

namespace desk {

// True when the role is one of `roles` (names, as in a manifest). An administrator may run everything, so an empty list
// means administrators only. A name that is no role grants nothing.
bool may_run(Role role, std::span<const std::string> roles);

// A command the desk itself answers, and which roles may use it, in the order of `all_roles`.
struct CoreCommand {
    std::string_view name = {};
    std::array<bool, all_roles.size()> may = {};
};
std::span<const CoreCommand> core_commands();

// False for a command the desk does not have.
bool may_run_core(Role role, std::string_view command);

// Whether this person may see data of that customer: a contact of their own only, agents of all, guests of none.
bool may_see(const Person& person, const Tenant& tenant);

}  // namespace desk
