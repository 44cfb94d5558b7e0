#include "bot/cli/command_line.hpp"
#include "bot/cli/open_shell.hpp"

#include <string>
#include <vector>

int main(int argc, char** argv) {
    const std::vector<std::string> arguments{argv + 1, argv + argc};
    auto shell = desk::open_shell();
    return desk::run_command_line(arguments, shell);
}
