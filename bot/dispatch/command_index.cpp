#include "bot/dispatch/command_index.hpp"

#include <algorithm>

#include "conversations/people/permissions.hpp"
#include "conversations/text.hpp"

namespace desk {
namespace {

std::vector<std::string> roles_of(std::string_view command) {
    std::vector<std::string> roles;
    for (const auto role : all_roles) {
        if (may_run_core(role, command)) roles.emplace_back(name_of(role));
    }
    return roles;
}

// `rights`: the row of the table in permissions.cpp; pressing a button needs no right of its own, what it does has one.
CommandDeclaration own_command(std::string name, std::string help, std::string_view rights,
                               std::vector<ArgumentDeclaration> arguments = {}) {
    return {.name = std::move(name),
            .help = std::move(help),
            .roles = roles_of(rights),
            .arguments = std::move(arguments),
            .needs_customer = false};
}

std::vector<CommandDeclaration> own_commands() {
    return {own_command("help", "help.help", "help", {{.name = "command"}}),
            own_command("language", "help.language", "language", {{.name = "language"}}),
            own_command("person", "help.person", "person"),
            own_command("customer", "help.customer", "customer", {{.name = "name", .type = ArgumentType::rest}}),
            own_command("link", "help.link", "link", {{.name = "code", .type = ArgumentType::rest, .is_required = true}}),
            own_command("code", "help.code", "code", {{.name = "person", .type = ArgumentType::rest, .is_required = true}}),
            own_command("confirm", "", "help", {{.name = "token"}}),
            own_command("cancel", "", "help", {{.name = "token"}})};
}

}  // namespace

Result<CommandIndex> CommandIndex::make(std::span<const NamedManifest> manifests) {
    CommandIndex index;
    for (auto& command : own_commands()) {
        const auto name = command.name;
        index.commands_.emplace(name, IndexedCommand{.declaration = std::move(command)});
    }
    for (const auto& [plugin, manifest] : manifests) {
        for (const auto& command : manifest->commands) {
            const auto [place, is_new] = index.commands_.emplace(command.name, IndexedCommand{plugin, command});
            if (is_new) continue;
            const auto owner = place->second.plugin.empty() ? "the desk itself" : "plugin " + place->second.plugin;
            return invalid("the command /" + command.name + " of plugin " + plugin + " belongs to " + owner + " already");
        }
    }
    return index;
}

const IndexedCommand* CommandIndex::find(std::string_view name) const {
    const auto found = commands_.find(name);
    return found == commands_.end() ? nullptr : &found->second;
}

std::vector<const IndexedCommand*> CommandIndex::allowed_for(Role role) const {
    std::vector<const IndexedCommand*> allowed;
    for (const auto& [name, command] : commands_) {
        if (command.declaration.help.empty() || !may_run(role, command.declaration.roles)) continue;
        allowed.push_back(&command);
    }
    return allowed;
}

std::vector<std::string> CommandIndex::nearest_to(std::string_view name, Role role) const {
    std::vector<std::string> names;
    for (const auto* command : allowed_for(role)) names.push_back(command->declaration.name);
    auto near = nearest(name, names, 3);
    for (auto& candidate : near) candidate = std::string{"/"}.append(candidate);
    return near;
}

}  // namespace desk
