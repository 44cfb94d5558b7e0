#include "bot/cli/command_line.hpp"

#include "bot/cli/command_table.hpp"
#include "bot/cli/help.hpp"
#include "bot/cli/usage.hpp"
#include "bot/configuration/report.hpp"
#include "conversations/text.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace desk {
namespace {

// "conversations", "export" → "conversations export", as long as a command or group is called so.
bool is_group(std::string_view path) {
    const auto table = command_table();
    return std::any_of(table.begin(), table.end(), [&](const Command& command) {
        return command.path.starts_with(std::string{path} + " ");
    });
}

const Command* command_called(std::string_view path) {
    const auto table = command_table();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Command& command) { return command.path == path; });
    return found == table.end() ? nullptr : &*found;
}

// The longest beginning of the words that is a command's path.
const Command* find_command(std::span<const std::string> words, std::size_t& used) {
    for (used = std::min<std::size_t>(words.size(), 3); used > 0; --used) {
        if (const auto* command = command_called(joined(words.first(used), " "))) return command;
    }
    return nullptr;
}

// The words a group continues with, or the first words of all commands.
std::vector<std::string> next_words(std::string_view group) {
    std::set<std::string> words;
    const auto beginning = group.empty() ? std::string{} : std::string{group} + " ";
    for (const auto& command : command_table()) {
        if (!command.path.starts_with(beginning)) continue;
        const auto rest = command.path.substr(beginning.size());
        words.emplace(rest.substr(0, rest.find(' ')));
    }
    return {words.begin(), words.end()};
}

// Colours on a terminal, unless NO_COLOR or TERM=dumb; --color decides.
bool is_coloured(const Shell& shell, bool is_terminal, std::string_view when) {
    if (when == "always") return true;
    if (when == "never") return false;
    return is_terminal && variable(shell, "NO_COLOR").empty() && variable(shell, "TERM") != "dumb";
}

int say_problem(Shell& shell, std::span<const std::string> words, const Diagnosis& problem) {
    const bool as_json = std::find(words.begin(), words.end(), "--json") != words.end();
    const bool coloured = is_coloured(shell, shell.err_is_terminal, "auto");
    shell.err << (as_json ? to_json_text(problem) + "\n" : to_text(problem, coloured));
    return exit_code_of(problem.code);
}

int unknown_command(Shell& shell, std::span<const std::string> words) {
    std::size_t known = 0;
    while (known < words.size() && is_group(joined(words.first(known + 1), " "))) ++known;
    const auto group = joined(words.first(known), " ");
    if (known == words.size()) {
        shell.out << help_text_of_group(group);
        return exit_usage;
    }
    const auto near = likely_meant(words[known], next_words(group));
    const auto whole = group.empty() ? near : group + " " + near;
    return say_problem(shell, words,
                       {.code = "DH2001",
                        .what = "unknown command \"" + joined(words.first(known + 1), " ") + "\"",
                        .fix = near.empty() ? "all commands: deskhand --help"
                                            : "did you mean: deskhand " + whole + "?"});
}

int run(const Command& command, std::span<const std::string> words, Shell& shell) {
    auto parsed = parse_words(command, words);
    if (parsed.wants_help) {
        shell.out << help_text(command);
        return exit_ok;
    }
    if (parsed.problem) return say_problem(shell, words, *parsed.problem);

    CommandInput input{command, shell, std::move(parsed.options), std::move(parsed.arguments)};
    const auto when = input.option("--color", "auto");
    input.coloured_out = is_coloured(shell, shell.out_is_terminal, when);
    input.coloured_err = is_coloured(shell, shell.err_is_terminal, when);
    const int code = command.run(input);
    shell.out.flush();
    if (shell.out.good() || code != exit_ok) return code;
    return say_problem(shell, words,
                       {.code = "DH2008",
                        .what = "the output could not be written",
                        .fix = "look at the disk, or at the program that reads it"});
}

bool is_help(const std::string& word) {
    return word == "--help" || word == "-h" || word == "help";
}

}  // namespace

int run_command_line(std::span<const std::string> arguments, Shell& shell) {
    if (arguments.empty()) {
        shell.err << help_text();
        return exit_usage;
    }
    if (is_help(arguments.front()) && arguments.size() == 1) {
        shell.out << help_text();
        return exit_ok;
    }
    // "help config check" is "config check --help".
    std::vector<std::string> words{arguments.begin(), arguments.end()};
    if (words.front() == "help") {
        words.erase(words.begin());
        words.emplace_back("--help");
    }
    if (words.front() == "--version") words.front() = "version";
    if (words.front().starts_with('-')) {
        return say_problem(shell, words,
                           {.code = "DH2007",
                            .what = "options stand behind the command",
                            .where = "deskhand " + words.front(),
                            .fix = "write: deskhand COMMAND " + words.front()});
    }
    std::size_t used = 0;
    if (const auto* command = find_command(words, used)) {
        return run(*command, std::span{words}.subspan(used), shell);
    }
    if (words.size() > 1 && is_help(words.back()) &&
        is_group(joined(std::span{words}.first(words.size() - 1), " "))) {
        shell.out << help_text_of_group(joined(std::span{words}.first(words.size() - 1), " "));
        return exit_ok;
    }
    return unknown_command(shell, words);
}

}  // namespace desk
