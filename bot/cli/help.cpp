#include "bot/cli/help.hpp"

#include "bot/cli/command_table.hpp"

#include <algorithm>
#include <vector>

namespace desk {
namespace {

struct Line {
    std::string label = {};
    std::string_view help = {};
};

std::string columns(const std::vector<Line>& lines) {
    std::size_t width = 0;
    for (const auto& line : lines) {
        if (!line.help.empty()) width = std::max(width, line.label.size());
    }
    std::string out;
    for (const auto& line : lines) {
        out += "  " + line.label;
        if (!line.help.empty()) {
            out += std::string(width - line.label.size() + 3, ' ') + std::string{line.help};
        }
        out += "\n";
    }
    return out;
}

std::string common_options(const Command& command) {
    std::string out;
    if (command.takes_config) out += "--config FILE, ";
    if (command.takes_json) out += "--json, ";
    return out + "--quiet, --color WHEN";
}

std::vector<Line> option_lines(const Command& command) {
    std::vector<Line> lines;
    std::string joined;
    for (const auto& option : command.options) {
        joined += (joined.empty() ? "" : ", ") + label_of(option);
        if (option.help.empty()) continue;
        lines.push_back({joined, option.help});
        joined.clear();
    }
    lines.push_back({common_options(command), {}});
    return lines;
}

std::string listed(std::string_view group) {
    std::vector<Line> lines;
    for (const auto& command : command_table()) {
        const auto path = std::string{command.path};
        if (!group.empty() && !path.starts_with(std::string{group} + " ")) continue;
        const auto arguments =
            command.arguments.empty() ? "" : " " + std::string{command.arguments};
        lines.push_back({path + arguments, command.summary});
    }
    return columns(lines);
}

}  // namespace

std::string label_of(const OptionRow& option) {
    std::string out;
    if (!option.short_name.empty()) out += std::string{option.short_name} + ", ";
    out += option.name;
    if (!option.value.empty()) out += " " + std::string{option.value};
    return out;
}

std::string help_text() {
    return "Deskhand: a help desk that answers in the chat your customers already use.\n\n"
           "Examples:\n"
           "  deskhand demo                      a sample desk, on this computer only\n"
           "  deskhand config init > deskhand.toml\n"
           "  deskhand serve --config deskhand.toml\n\n"
           "Commands:\n" +
           listed("") +
           "\nHelp for one of them: deskhand COMMAND --help. What an error code means: deskhand "
           "explain CODE\n";
}

std::string help_text_of_group(std::string_view group) {
    return "Commands:\n" + listed(group) + "\nHelp for one of them: deskhand " +
           std::string{group} + " COMMAND --help\n";
}

std::string help_text(const Command& command) {
    auto out = std::string{command.summary} + "\n\n";
    if (!command.examples.empty()) out += "Examples:\n";
    for (const auto example : command.examples) out += "  deskhand " + std::string{example} + "\n";
    if (!command.examples.empty()) out += "\n";
    out += "Usage: deskhand " + std::string{command.path} + " [options]";
    if (!command.arguments.empty()) out += " " + std::string{command.arguments};
    return out + "\n" + columns(option_lines(command));
}

}  // namespace desk
