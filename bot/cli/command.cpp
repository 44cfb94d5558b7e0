#include "bot/cli/command.hpp"

namespace desk {

int exit_code_of(std::string_view diagnosis_code) {
    if (diagnosis_code.size() < 3) return exit_failed;
    switch (diagnosis_code[2]) {
        case '1':
            return exit_configuration;
        case '2':
            return exit_usage;
        case '3':
            return exit_network;
        case '4':
            return exit_storage;
        case '5':
            return exit_plugin;
        default:
            return exit_failed;
    }
}

std::string variable(const Shell& shell, const std::string& name) {
    const auto found = shell.environment.find(name);
    return found == shell.environment.end() ? std::string{} : found->second;
}

std::string CommandInput::option(std::string_view name, std::string_view otherwise) const {
    const auto found = options.find(name);
    return found == options.end() ? std::string{otherwise} : found->second;
}

std::string CommandInput::argument(std::size_t index) const {
    return index < arguments.size() ? arguments[index] : std::string{};
}

void CommandInput::show(const Diagnosis& diagnosis) const {
    if (is_quiet() && diagnosis.severity == Severity::warning) return;
    shell.err << (is_json() ? to_json_text(diagnosis) + "\n" : to_text(diagnosis, coloured_err));
}

int CommandInput::fail(const Diagnosis& diagnosis) const {
    show(diagnosis);
    return exit_code_of(diagnosis.code);
}

void CommandInput::tell(std::string_view line) const {
    if (!is_quiet()) shell.err << line << "\n";
}

}  // namespace desk
