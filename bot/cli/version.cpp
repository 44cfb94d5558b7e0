#include "bot/cli/version.hpp"

#include "storage/migrations.hpp"
#include <desk/json.hpp>
#include <desk/plugin_abi.h>

namespace desk {
namespace {

std::string wall() {
    return std::to_string(DESK_WALL_MAJOR) + "." + std::to_string(DESK_WALL_MINOR);
}

int schema() {
    return migrations().empty() ? 0 : migrations().back().number;
}

}  // namespace

int run_version(const CommandInput& input) {
    if (input.is_json()) {
        const Json out{{"program", DESK_VERSION},
                       {"wall", wall()},
                       {"schema", schema()},
                       {"config", configuration_version}};
        input.shell.out << dump_json(out) << "\n";
        return exit_ok;
    }
    input.shell.out << "deskhand " << DESK_VERSION << "\nplugin wall " << wall()
                    << ", database schema " << schema() << ", configuration "
                    << configuration_version << "\n";
    return exit_ok;
}

}  // namespace desk
