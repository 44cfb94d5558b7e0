// The long-running programs are not under test here; the command table needs their names.
#include "bot/cli/demo.hpp"
#include "bot/cli/plugin_check.hpp"
#include "bot/cli/plugin_reload.hpp"
#include "bot/cli/plugin_test.hpp"
#include "bot/cli/replay.hpp"
#include "bot/cli/serve.hpp"

namespace desk {

int run_serve(const CommandInput& input) {
    input.shell.out << "serve " << input.option("--config") << "\n";
    return exit_ok;
}

int run_demo(const CommandInput& input) {
    input.shell.out << "demo " << input.option("--listen") << "\n";
    return exit_ok;
}

int run_plugin_test(const CommandInput& input) {
    input.shell.out << "test " << input.argument(0) << "\n";
    return exit_ok;
}

int run_plugin_reload(const CommandInput& input) {
    input.shell.out << "reload " << input.argument(0) << "\n";
    return exit_ok;
}

int run_replay(const CommandInput& input) {
    input.shell.out << "replay " << input.argument(0) << "\n";
    return exit_ok;
}

int run_plugin_check(const CommandInput& input) {
    input.shell.out << "check " << input.argument(0) << "\n";
    return exit_ok;
}

}  // namespace desk
