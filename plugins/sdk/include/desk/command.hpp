// A command as a manifest declares it, and one argument checked by its declaration. Pure; std only.
// A whole typed line: desk/command_line.hpp.
#pragma once

#include <desk/plugin.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace desk {

// word: anything · integer: 40 · choice: one of `values`, case does not matter · id: letters,
// digits, - _ . with at least one digit, also at the end of a pasted link · service: a service's
// name or id · rest: all that is left of the line
enum class ArgumentType { word, integer, choice, id, service, rest };

struct ArgumentDeclaration {
    std::string name = {};
    ArgumentType type = ArgumentType::word;
    bool is_required = false;
    std::vector<std::string> values = {};  // of a choice
    std::string ask =
        {};  // key of the question asked when a required one is missing; "": usage is shown
    std::int64_t minimum = 1;  // of an integer
    std::int64_t maximum = 1'000'000;
    std::vector<std::string> forms = {};  // only in these forms of the command ("": the one without
                                          // a first word); none named: in all of them
};

struct CommandDeclaration {
    std::string name = {};
    std::string help = {};                // key of the line in /help
    std::vector<std::string> roles = {};  // empty: admin only
    std::vector<std::string> forms =
        {};  // first words that choose a form: "new", "list"; shown in the usage
    std::vector<ArgumentDeclaration> arguments = {};  // in order; `rest` is last
    std::vector<std::string> side_effects =
        {};  // not empty: previewed and confirmed before it is performed
    std::vector<std::string> effect_forms =
        {};  // only these first words have the effects; empty: all
    bool needs_customer = true;
};

// What is wrong with a line. `argument` is the declared name it is about ("" for too_many and
// unclosed_quote).
struct ArgumentProblem {
    enum class Kind {
        missing,
        not_an_integer,
        out_of_range,
        not_a_choice,
        not_an_id,
        too_long,
        unknown_name,
        too_many,
        unclosed_quote
    };
    Kind kind = Kind::missing;
    std::string argument = {};
    std::string given = {};  // the word that does not fit
};

namespace sdk {

inline bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// ASCII only: names of commands, forms and choices are ASCII.
inline std::string lower(std::string_view text) {
    std::string result{text};
    for (char& letter : result) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return result;
}

inline std::string upper(std::string_view text) {
    std::string result{text};
    for (char& letter : result) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return result;
}

inline bool is_whole_number(std::string_view word) {
    if (!word.empty() && word.front() == '-') word.remove_prefix(1);
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

inline bool contains(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace sdk

// The argument's value as the plugin gets it (a choice as declared, an id without "#" or the link
// around it), or what is wrong with it.
struct CheckedArgument {
    std::string value = {};
    std::optional<ArgumentProblem> problem = {};
};

namespace sdk {

using Problem = ArgumentProblem::Kind;

inline CheckedArgument refused(Problem kind, const ArgumentDeclaration& argument,
                               std::string_view given) {
    return {{}, ArgumentProblem{kind, argument.name, std::string{given}}};
}

inline CheckedArgument checked_integer(const ArgumentDeclaration& argument,
                                       std::string_view given) {
    if (!is_whole_number(given)) return refused(Problem::not_an_integer, argument, given);
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(given.data(), given.data() + given.size(), number);
    const bool fits = failure == std::errc{} && end == given.data() + given.size() &&
                      number >= argument.minimum && number <= argument.maximum;
    if (!fits) return refused(Problem::out_of_range, argument, given);
    return {std::to_string(number), {}};
}

inline CheckedArgument checked_choice(const ArgumentDeclaration& argument, std::string_view given) {
    const std::string wanted = lower(given);
    for (const auto& value : argument.values) {
        if (lower(value) == wanted) return {value, {}};
    }
    return refused(Problem::not_a_choice, argument, given);
}

inline CheckedArgument checked_id(const ArgumentDeclaration& argument, std::string_view given) {
    std::string_view id = given;
    if (id.starts_with("https://") || id.starts_with("http://")) {
        id = id.substr(0, id.find_first_of("?#"));
        while (id.ends_with('/')) id.remove_suffix(1);
        id.remove_prefix(id.rfind('/') + 1);
    }
    if (id.starts_with('#')) id.remove_prefix(1);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view others = "0123456789-_.";
    const bool is_id = !id.empty() && id.size() <= 64 &&
                       id.find_first_of("0123456789") != std::string_view::npos &&
                       std::all_of(id.begin(), id.end(), [&](char letter) {
                           return letters.find(letter) != std::string_view::npos ||
                                  others.find(letter) != std::string_view::npos;
                       });
    if (!is_id) return refused(Problem::not_an_id, argument, given);
    return {std::string{id}, {}};
}

}  // namespace sdk

// Checks one value, typed on the command line or given as the answer to a question. A word or
// service is at most 200 bytes, `rest` as long as a message.
inline CheckedArgument check_argument(const ArgumentDeclaration& argument, std::string_view given) {
    given = sdk::trimmed(given);
    if (given.empty()) return sdk::refused(sdk::Problem::missing, argument, given);
    switch (argument.type) {
        case ArgumentType::integer:
            return sdk::checked_integer(argument, given);
        case ArgumentType::choice:
            return sdk::checked_choice(argument, given);
        case ArgumentType::id:
            return sdk::checked_id(argument, given);
        case ArgumentType::rest:
            return {std::string{given}, {}};
        case ArgumentType::word:
        case ArgumentType::service:
            break;
    }
    if (given.size() > 200)
        return sdk::refused(sdk::Problem::too_long, argument, given.substr(0, 40));
    return {std::string{given}, {}};
}

// True when `argument` belongs to the form chosen by the first word ("": none was).
inline bool belongs_to(const ArgumentDeclaration& argument, std::string_view form) {
    return argument.forms.empty() || sdk::contains(argument.forms, form);
}

// True when the command, called with these arguments, changes something and must be previewed and
// confirmed first.
inline bool has_side_effects(const CommandDeclaration& command, const Arguments& given) {
    if (command.side_effects.empty()) return false;
    if (command.effect_forms.empty()) return true;
    const auto form = given.find("form");
    return sdk::contains(command.effect_forms, form == given.end() ? "" : form->second);
}

}  // namespace desk
