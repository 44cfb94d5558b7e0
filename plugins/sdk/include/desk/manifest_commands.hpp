// How a manifest's commands, listeners and intents are read; for desk/manifest_text.hpp alone.
#pragma once

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/manifest_words.hpp>
#include <desk/section.hpp>

namespace desk::sdk::manifest {

struct TypeName {
    ArgumentType type;
    std::string_view name;
};
inline constexpr std::array argument_types{
    TypeName{ArgumentType::word, "word"},       TypeName{ArgumentType::integer, "integer"},
    TypeName{ArgumentType::choice, "choice"},   TypeName{ArgumentType::id, "id"},
    TypeName{ArgumentType::service, "service"}, TypeName{ArgumentType::rest, "rest"}};

inline ArgumentType read_type(Section& section) {
    const std::string name = section.text("type", true);
    for (const auto& row : argument_types) {
        if (row.name == name) return row.type;
    }
    section.report("type", "\"" + name + "\" is none of word, integer, choice, id, service, rest");
    return ArgumentType::word;
}

inline ArgumentDeclaration read_argument(Section section, const CommandDeclaration& command) {
    ArgumentDeclaration argument;
    argument.name = section.text("name", true);
    argument.type = read_type(section);
    argument.is_required = section.flag("required", false);
    argument.values = section.texts("values");
    argument.ask = section.text("ask");
    argument.minimum = section.integer("minimum", 1);
    argument.maximum = section.integer("maximum", 1'000'000);
    argument.forms = section.texts("forms");
    section.end();

    if (!is_name(argument.name, "_") || argument.name == "form")
        section.report("name", "is no name for an argument");
    if ((argument.type == ArgumentType::choice) == argument.values.empty()) {
        section.report("values", "belong to a choice, and every choice has some");
    }
    if (argument.minimum > argument.maximum) section.report("minimum", "is above the maximum");
    check_subset(section, "forms", argument.forms, command.forms);
    return argument;
}

inline bool share_a_form(const ArgumentDeclaration& one, const ArgumentDeclaration& other) {
    if (one.forms.empty() || other.forms.empty()) return true;
    return std::any_of(one.forms.begin(), one.forms.end(),
                       [&](const std::string& form) { return belongs_to(other, form); });
}

inline void read_arguments(Section& section, CommandDeclaration& command, ManifestProblem& problem) {
    std::size_t n = 0;
    for (const auto& item : section.list("arguments")) {
        const std::string place = numbered("arguments", n++);
        auto argument = read_argument(Section{item, section.at(place), problem}, command);
        for (const auto& earlier : command.arguments) {
            if (earlier.name == argument.name)
                section.report(place, "\"" + argument.name + "\" is there twice");
            const bool is_behind_rest = earlier.type == ArgumentType::rest && share_a_form(earlier, argument);
            if (is_behind_rest && argument.ask.empty()) {
                section.report(place, "nothing can follow \"" + earlier.name +
                                          "\", which takes the rest, but what is asked for or named");
            }
        }
        command.arguments.push_back(std::move(argument));
    }
}

inline CommandDeclaration read_command_declaration(Section section, ManifestProblem& problem) {
    CommandDeclaration command;
    command.name = section.text("name", true);
    command.help = section.text("help");
    command.roles = read_roles(section);
    command.forms = section.texts("forms");
    command.side_effects = section.texts("side_effects");
    command.effect_forms = section.texts("effect_forms");
    command.needs_customer = section.flag("needs_customer", true);
    read_arguments(section, command, problem);
    section.end();

    if (command.help.empty()) command.help = "help." + command.name;
    if (!is_name(command.name, "-_"))
        section.report("name", "must be a-z, 0-9, - and _, at most 32");
    for (const auto& form : command.forms) {
        if (!is_name(form, "-_"))
            section.report("forms", "\"" + form + "\" must be a-z, 0-9, - and _");
    }
    check_subset(section, "effect_forms", command.effect_forms, command.forms);
    if (!command.effect_forms.empty() && command.side_effects.empty())
        section.report("effect_forms", "without side_effects");
    return command;
}

inline void read_commands(Section& top, Manifest& manifest, ManifestProblem& problem) {
    std::set<std::string> names;
    std::size_t n = 0;
    for (const auto& item : top.list("commands")) {
        const std::string place = numbered("commands", n++);
        auto command = read_command_declaration(Section{item, place, problem}, problem);
        if (!names.insert(command.name).second)
            top.report(place, "\"" + command.name + "\" is there twice");
        manifest.commands.push_back(std::move(command));
    }
}

inline void read_listens(Section& top, Manifest& manifest, ManifestProblem& problem) {
    read_each(top, "listens", problem, [&](Section& section) {
        ListenDeclaration listen;
        listen.name = section.text("name", true);
        listen.prefix = section.text("prefix");
        listen.roles = read_roles(section);
        section.end();
        if (!is_name(listen.name, "_"))
            section.report("name", "must be a-z, 0-9 and _, at most 32");
        manifest.listens.push_back(std::move(listen));
    });
}

inline void read_fixed_arguments(Section& section, const Json* arguments, const CommandDeclaration& command, IntentDeclaration& intent) {
    if (arguments == nullptr) return;
    for (const auto& [name, value] : arguments->items()) {
        const bool is_declared = std::any_of(command.arguments.begin(), command.arguments.end(),
                                             [&name = name](const auto& argument) { return argument.name == name; });
        if (!is_declared || !value.is_string()) {
            section.report("arguments." + name, "is no argument of /" + command.name + ", or not a text");
        } else {
            intent.arguments[name] = value.get<std::string>();
        }
    }
}

inline void read_intents(Section& top, Manifest& manifest, ManifestProblem& problem) {
    read_each(top, "intents", problem, [&](Section& section) {
        IntentDeclaration intent;
        intent.name = section.text("name", true);
        intent.command = section.text("command", true);
        intent.form = section.text("form");
        intent.label = section.text("label");
        const auto* examples = section.object("examples");
        const auto* arguments = section.object("arguments");
        section.end();
        const auto command = std::find_if(manifest.commands.begin(), manifest.commands.end(),
                                          [&](const auto& one) { return one.name == intent.command; });
        if (command == manifest.commands.end()) {
            section.report("command", "\"" + intent.command + "\" is none of the plugin's commands");
        } else {
            check_subset(section, "form", {intent.form}, command->forms);
            read_fixed_arguments(section, arguments, *command, intent);
        }
        if (!is_name(intent.name, "_.")) section.report("name", "must be a-z, 0-9, . and _, at most 32");
        if (examples == nullptr || examples->empty()) {
            section.report("examples", "are missing: {\"en\": [\"…\"]}");
            return;
        }
        for (const auto& [language, sentences] : examples->items()) {
            intent.examples[language] = texts_of(*examples, language.c_str());
            if (!sentences.is_array() || intent.examples[language].empty())
                section.report("examples." + language, "must be a list of sentences");
        }
        manifest.intents.push_back(std::move(intent));
    });
}

}  // namespace desk::sdk::manifest
