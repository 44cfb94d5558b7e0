// A row of the command table, and what its function is given.
#pragma once

#include "bot/cli/shell.hpp"
#include "bot/configuration/diagnosis.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Exit codes, contract.md §2.
enum Exit {
    exit_ok = 0,
    exit_failed = 1,
    exit_usage = 2,
    exit_configuration = 3,
    exit_storage = 4,
    exit_plugin = 5,
    exit_network = 6,
    exit_interrupted = 130
};

// DH1xxx → 3, DH2xxx → 2, DH3xxx → 6, DH4xxx → 4, DH5xxx → 5, others → 1.
int exit_code_of(std::string_view diagnosis_code);

struct OptionRow {
    std::string_view name = {};        // "--format"
    std::string_view short_name = {};  // "-o", or ""
    std::string_view value = {};       // "FILE"; "txt|html": one of these; "": a flag
    std::string_view help = {};        // "": stands on one line with the next option
};

struct CommandInput;

struct Command {
    std::string_view path = {};  // "conversations export"
    std::string_view summary = {};
    std::string_view arguments = {};  // "[ID|QUERY]", as the usage shows it
    int least_arguments = 0;
    int most_arguments = 0;
    std::span<const std::string_view> examples = {};  // without "deskhand "
    std::span<const OptionRow> options = {};          // own ones
    // Options that need no words, at the end of the help: "--config FILE, --json". --quiet, --color
    // and --help always.
    bool takes_config = false;
    bool takes_json = false;
    int (*run)(const CommandInput& input) = nullptr;
};

// One command line, checked against its row.
struct CommandInput {
    const Command& command;
    Shell& shell;
    std::map<std::string, std::string, std::less<>> options =
        {};  // "--format" → "csv"; a flag → "true"
    std::vector<std::string> arguments = {};
    bool coloured_out = false;
    bool coloured_err = false;

    bool has(std::string_view option) const { return options.find(option) != options.end(); }
    std::string option(std::string_view name, std::string_view otherwise = {}) const;
    // The argument, or "".
    std::string argument(std::size_t index) const;
    bool is_json() const { return has("--json"); }
    bool is_quiet() const { return has("--quiet"); }

    // Prints it on standard error, as JSON with --json, and gives its exit code.
    int fail(const Diagnosis& diagnosis) const;
    // The same for what is no failure; warnings are left out with --quiet.
    void show(const Diagnosis& diagnosis) const;
    // A line for people on standard error; not with --quiet.
    void tell(std::string_view line) const;
};

}  // namespace desk
