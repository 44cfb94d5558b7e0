// The long-running programs are not under test here; the command table needs their names.
#include "bot/cli/demo.hpp"
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

}  // namespace desk
