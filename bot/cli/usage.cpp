#include "bot/cli/usage.hpp"

#include "bot/cli/help.hpp"
#include "bot/configuration/report.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr OptionRow config_option{"--config", "", "FILE", ""};
constexpr OptionRow json_option{"--json", "", "", ""};
constexpr std::array common_options{OptionRow{"--quiet", "-q", "", ""},
                                    OptionRow{"--color", "", "auto|always|never", ""},
                                    OptionRow{"--help", "-h", "", ""}};

std::vector<OptionRow> all_options(const Command& command) {
    std::vector<OptionRow> all{command.options.begin(), command.options.end()};
    if (command.takes_config) all.push_back(config_option);
    if (command.takes_json) all.push_back(json_option);
    all.insert(all.end(), common_options.begin(), common_options.end());
    return all;
}

// What was written for one option.
struct Taken {
    OptionRow row = {};
    std::string value = {};
    bool flag = false;
    CLI::Option* option = nullptr;
};

std::string name_for_cli(const OptionRow& row) {
    return (row.short_name.empty() ? "" : std::string{row.short_name} + ",") +
           std::string{row.name};
}

Diagnosis usage_problem(const Command& command, std::string code, std::string what,
                        std::string fix) {
    return {.code = std::move(code),
            .what = std::move(what),
            .where = "deskhand " + std::string{command.path},
            .fix = fix.empty() ? "see: deskhand " + std::string{command.path} + " --help"
                               : std::move(fix)};
}

Diagnosis unknown_option(const Command& command, const std::string& word) {
    std::vector<std::string> names;
    for (const auto& row : all_options(command)) names.emplace_back(row.name);
    const auto written = word.substr(0, word.find('='));
    const auto near = likely_meant(written, names);
    return usage_problem(command, "DH2002", "unknown option \"" + written + "\"",
                         near.empty() ? "" : "did you mean " + near + "?");
}

// What was given too much: an option nobody knows, or an argument.
std::optional<Diagnosis> problem_with_rest(const Command& command,
                                           const std::vector<std::string>& rest) {
    const auto count = static_cast<int>(rest.size());
    if (count < command.least_arguments) {
        return usage_problem(
            command, "DH2004", "an argument is missing",
            "write: deskhand " + std::string{command.path} + " " + std::string{command.arguments});
    }
    if (count > command.most_arguments) {
        const auto& first = rest[static_cast<std::size_t>(command.most_arguments)];
        return usage_problem(command, "DH2005", "\"" + first + "\" is one argument too many", "");
    }
    return {};
}

std::optional<Diagnosis> problem_with_value(const Command& command, const Taken& taken) {
    const auto& choices = taken.row.value;
    if (choices.find('|') == std::string_view::npos) return {};

    std::string_view rest = choices;
    while (!rest.empty()) {
        const auto end = rest.find('|');
        if (rest.substr(0, end) == taken.value) return {};
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return usage_problem(command, "DH2006",
                         std::string{taken.row.name} + " cannot be \"" + taken.value + "\"",
                         "one of " + std::string{choices});
}

// The first word that looks like an option and is none, unless it is an option's value or stands
// behind "--".
const std::string* unknown_word(const std::vector<std::string>& rest) {
    const auto is_option = [](const std::string& word) {
        return word.size() > 1 && word[0] == '-';
    };
    const auto found = std::find_if(rest.begin(), rest.end(), is_option);
    return found == rest.end() ? nullptr : &*found;
}

ParsedWords taken_from(const Command& command, const std::vector<Taken>& options) {
    ParsedWords out;
    for (const auto& taken : options) {
        if (taken.option->count() == 0) continue;
        if (taken.row.name == "--help") out.wants_help = true;
        if (!out.problem && !taken.row.value.empty())
            out.problem = problem_with_value(command, taken);
        out.options[std::string{taken.row.name}] = taken.row.value.empty() ? "true" : taken.value;
    }
    return out;
}

}  // namespace

ParsedWords parse_words(const Command& command, std::span<const std::string> words) {
    // Behind "--" nothing is an option; CLI11 would give such words back mixed with unknown
    // options.
    const auto dashes = std::find(words.begin(), words.end(), "--");
    std::vector<std::string> before{words.begin(), dashes};
    const std::vector<std::string> behind{dashes == words.end() ? dashes : dashes + 1, words.end()};

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    const auto rows = all_options(command);
    std::vector<Taken> options(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& taken = options[i];
        taken.row = rows[i];
        taken.option = rows[i].value.empty() ? app.add_flag(name_for_cli(rows[i]), taken.flag)
                                             : app.add_option(name_for_cli(rows[i]), taken.value);
    }
    try {
        std::reverse(before.begin(), before.end());
        app.parse(before);
    } catch (const CLI::ParseError& error) {
        ParsedWords out;
        out.problem = usage_problem(command, "DH2003", error.what(), "");
        return out;
    }
    auto out = taken_from(command, options);
    if (out.wants_help) return out;

    out.arguments = app.remaining();
    if (const auto* word = unknown_word(out.arguments))
        out.problem = unknown_option(command, *word);
    out.arguments.insert(out.arguments.end(), behind.begin(), behind.end());
    if (!out.problem) out.problem = problem_with_rest(command, out.arguments);
    return out;
}

}  // namespace desk
