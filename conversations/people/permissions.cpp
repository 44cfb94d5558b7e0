#include "conversations/people/permissions.hpp"

#include <algorithm>

namespace desk {
namespace {

// clang-format off
constexpr bool o = false;
constexpr bool X = true;
constexpr std::array core_table{
    //                          guest contact sales helpdesk lead admin
    CoreCommand{"help",       {X, X, X, X, X, X}},
    CoreCommand{"language",   {X, X, X, X, X, X}},
    CoreCommand{"person",     {X, X, X, X, X, X}},
    CoreCommand{"customer",   {o, o, X, X, X, X}},
    CoreCommand{"insight",    {o, o, X, X, X, X}},
    CoreCommand{"take",       {o, o, o, X, X, X}},
    CoreCommand{"release",    {o, o, o, X, X, X}},
    CoreCommand{"assign",     {o, o, o, X, X, X}},
    CoreCommand{"note",       {o, o, o, X, X, X}},
    CoreCommand{"snooze",     {o, o, o, X, X, X}},
    CoreCommand{"resolve",    {o, o, o, X, X, X}},
    CoreCommand{"macro",      {o, o, o, X, X, X}},
    CoreCommand{"transcript", {o, o, o, X, X, X}},
    CoreCommand{"bot",        {o, o, o, X, X, X}},
    CoreCommand{"link",       {X, X, X, X, X, X}},
    CoreCommand{"code",       {o, o, o, X, X, X}},
};
// clang-format on

}  // namespace

bool may_run(Role role, std::span<const std::string> roles) {
    if (role == Role::admin) return true;
    return std::any_of(roles.begin(), roles.end(), [&](const std::string& name) {
        const auto allowed = role_named(name);
        return allowed && *allowed == role;
    });
}

std::span<const CoreCommand> core_commands() { return core_table; }

bool may_run_core(Role role, std::string_view command) {
    for (const auto& row : core_table) {
        if (row.name == command) return row.may.at(static_cast<std::size_t>(role));
    }
    return false;
}

bool may_see(const Person& person, const Tenant& tenant) {
    if (is_agent(person.role)) return true;
    return person.role == Role::contact && !tenant.customer.empty() && person.tenant == tenant;
}

}  // namespace desk
