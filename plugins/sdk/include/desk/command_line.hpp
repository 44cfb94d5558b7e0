// A typed line split by the declaration of its command: the bot's router
// and the test kit read "/price premium 40" with the same function. Pure; std only.
//
//   /name word word --key value key:value "several words" the rest as it is
//
// Quotes may be straight or curly, a long dash counts as "--", "--key=value" works as well,
// "key:value" only when the command has an argument of that name. From where a `rest` argument
// begins, everything is taken as it stands.
#pragma once

#include <desk/command.hpp>
#include <desk/plugin.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

// The arguments that fit (the chosen form under "form"), and what is wrong, in the order of the
// declaration.
struct CommandReading {
    Arguments given = {};
    std::vector<ArgumentProblem> problems = {};
};

// "/price premium 40" → {"price", "premium 40"}; the name is lower-cased. Nothing when it is no
// command: no slash at the start, "//", or something else than a letter after the slash.
struct CommandStart {
    std::string name = {};
    std::string_view rest = {};
};

namespace sdk {

// “ ” „ " ' ‘ ’ ‚ « »: which opening quote the text begins with (its length in bytes), and what may
// close it.
struct Quote {
    std::string_view opening;
    std::vector<std::string_view> closing;
};

inline const std::vector<Quote>& quotes() {
    static const std::vector<Quote> all{
        {"\"", {"\"", "\xE2\x80\x9D"}},
        {"'", {"'", "\xE2\x80\x99"}},
        {"\xE2\x80\x9C", {"\xE2\x80\x9D", "\xE2\x80\x9C", "\""}},                  // “…”
        {"\xE2\x80\x9D", {"\xE2\x80\x9D", "\""}},                                  // ”…”
        {"\xE2\x80\x9E", {"\xE2\x80\x9D", "\xE2\x80\x9C", "\xE2\x80\x9E", "\""}},  // „…“ „…”
        {"\xC2\xAB", {"\xC2\xBB"}},                                                // «…»
        {"\xC2\xBB", {"\xC2\xAB"}}};                                               // »…«
    return all;
}

// Takes words off the front of a line.
class Words {
public:
    explicit Words(std::string_view line) : rest_{trimmed(line)} {}

    bool is_done() const { return rest_.empty(); }
    bool has_unclosed_quote() const { return has_unclosed_quote_; }
    std::string_view rest() const { return rest_; }

    // The next word, without its quotes; `is_plain` tells whether it stood there without any.
    struct Word {
        std::string text = {};
        bool is_plain = true;
    };
    Word next() {
        for (const auto& quote : quotes()) {
            if (rest_.starts_with(quote.opening)) return quoted(quote);
        }
        std::size_t end = 0;
        while (end < rest_.size() && !is_blank(rest_[end]) && !value_quote_at(end)) ++end;
        Word word{std::string{rest_.substr(0, end)}, true};
        rest_.remove_prefix(end);
        if (!rest_.empty() && !is_blank(rest_.front()))
            word.text += next().text;  // key:"several words"
        rest_ = trimmed(rest_);
        return word;
    }

private:
    bool value_quote_at(std::size_t at) const {
        if (at == 0 || (rest_[at - 1] != ':' && rest_[at - 1] != '=')) return false;
        return std::any_of(quotes().begin(), quotes().end(), [&](const Quote& quote) {
            return rest_.substr(at).starts_with(quote.opening);
        });
    }

    Word quoted(const Quote& quote) {
        const std::string_view inside = rest_.substr(quote.opening.size());
        std::size_t end = std::string_view::npos, length = 0;
        for (const auto closing : quote.closing) {
            const auto found = inside.find(closing);
            if (found < end) end = found, length = closing.size();
        }
        if (end == std::string_view::npos) {
            has_unclosed_quote_ = true;
            rest_ = {};
            return {std::string{inside}, false};
        }
        rest_ = trimmed(inside.substr(end + length));
        return {std::string{inside.substr(0, end)}, false};
    }

    std::string_view rest_;
    bool has_unclosed_quote_ = false;
};

}  // namespace sdk

inline std::optional<CommandStart> command_start(std::string_view line) {
    line = sdk::trimmed(line);
    if (line.size() < 2 || line[0] != '/') return std::nullopt;
    const auto end = std::find_if(line.begin() + 1, line.end(), sdk::is_blank);
    const auto length = static_cast<std::size_t>(end - line.begin());
    std::string name = sdk::lower(line.substr(1, length - 1));
    const bool is_name =
        name[0] >= 'a' && name[0] <= 'z' && name.size() <= 32 &&
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos;
    if (!is_name) return std::nullopt;
    return CommandStart{std::move(name), sdk::trimmed(line.substr(length))};
}

namespace sdk {

// Fills the arguments of one command from one line.
class CommandReader {
public:
    explicit CommandReader(const CommandDeclaration& command) : command_{command} {}

    CommandReading read(std::string_view line) {
        Words words{line};
        take_form(words);
        while (!words.is_done() && !take_rest(words)) take_word(words);
        if (words.has_unclosed_quote()) report(Problem::unclosed_quote, "", "");
        for (const auto& argument : command_.arguments) report_missing(argument);
        return std::move(reading_);
    }

private:
    bool is_open(const ArgumentDeclaration& argument) const {
        return belongs_to(argument, form_) && !reading_.given.contains(argument.name) &&
               !is_wrong(argument.name);
    }
    bool is_wrong(const std::string& name) const {
        return std::any_of(
            reading_.problems.begin(), reading_.problems.end(),
            [&](const ArgumentProblem& problem) { return problem.argument == name; });
    }
    void report(Problem kind, std::string argument, std::string given) {
        reading_.problems.push_back({kind, std::move(argument), std::move(given)});
    }
    void report_missing(const ArgumentDeclaration& argument) {
        if (argument.is_required && is_open(argument)) report(Problem::missing, argument.name, "");
    }

    void take_form(Words& words) {
        Words ahead = words;
        if (command_.forms.empty() || ahead.is_done()) return;
        const auto word = ahead.next();
        const std::string form = lower(word.text);
        if (!word.is_plain || !contains(command_.forms, form)) return;
        form_ = form;
        reading_.given["form"] = form;
        words = ahead;
    }

    // The open argument a word without a name goes to: the first that takes it. An optional one
    // that does not fit lets it pass to the next ("/price 40": no plan, forty users).
    const ArgumentDeclaration* open_for(std::string_view word) const {
        const ArgumentDeclaration* first = nullptr;
        for (const auto& argument : command_.arguments) {
            if (!is_open(argument) || leaves_number(argument, word)) continue;
            if (first == nullptr) first = &argument;
            if (!check_argument(argument, word).problem) return &argument;
            if (argument.is_required) break;
        }
        return first;
    }
    bool leaves_number(const ArgumentDeclaration& argument, std::string_view word) const {
        const bool is_loose =
            argument.type == ArgumentType::word || argument.type == ArgumentType::service;
        return is_loose && !argument.is_required && is_whole_number(word) && waits_for_integer();
    }
    bool waits_for_integer() const {
        return std::any_of(command_.arguments.begin(), command_.arguments.end(),
                           [&](const auto& argument) {
                               return argument.type == ArgumentType::integer && is_open(argument);
                           });
    }

    bool take_rest(Words& words) {
        Words ahead = words;
        const auto word = ahead.next();
        if (word.is_plain && !name_in(word.text).empty()) return false;
        const auto* argument = open_for(word.text);
        if (argument == nullptr || argument->type != ArgumentType::rest) return false;
        reading_.given[argument->name] = std::string{words.rest()};
        words = Words{""};
        return true;
    }

    void take_word(Words& words) {
        const auto word = words.next();
        const auto name = word.is_plain ? name_in(word.text) : std::string{};
        if (!name.empty()) return take_named(name, word.text, words);
        const auto* argument = open_for(word.text);
        if (argument == nullptr) return report(Problem::too_many, "", word.text);
        keep(*argument, word.text);
    }

    // "users" in "--users", "—users", "--users=40" and, when there is such an argument, "users:40";
    // else "".
    std::string name_in(std::string_view word) const {
        constexpr std::string_view em_dash = "\xE2\x80\x94", en_dash = "\xE2\x80\x93";
        for (const auto dash : {std::string_view{"--"}, em_dash, en_dash}) {
            if (!word.starts_with(dash) || word.size() == dash.size()) continue;
            word.remove_prefix(dash.size());
            return lower(word.substr(0, word.find_first_of("=:")));
        }
        const auto colon = word.find(':');
        if (colon == std::string_view::npos) return {};
        const std::string name = lower(word.substr(0, colon));
        return find(name) == nullptr ? std::string{} : name;
    }
    const ArgumentDeclaration* find(std::string_view name) const {
        for (const auto& argument : command_.arguments) {
            if (argument.name == name && belongs_to(argument, form_)) return &argument;
        }
        return nullptr;
    }

    void take_named(const std::string& name, std::string_view word, Words& words) {
        const auto mark = word.find_first_of("=:");
        std::string value;
        if (mark != std::string_view::npos) {
            value = std::string{word.substr(mark + 1)};
        } else if (!words.is_done()) {
            value = words.next().text;
        }
        const auto* argument = find(name);
        if (argument == nullptr) return report(Problem::unknown_name, name, value);
        keep(*argument, value);
    }

    void keep(const ArgumentDeclaration& argument, std::string_view given) {
        auto checked = check_argument(argument, given);
        if (checked.problem) return reading_.problems.push_back(*std::move(checked.problem));
        reading_.given[argument.name] = std::move(checked.value);
    }

    const CommandDeclaration& command_;
    std::string form_ = {};
    CommandReading reading_ = {};
};

inline std::string usage_of(const ArgumentDeclaration& argument) {
    std::string shown = argument.name;
    if (argument.type == ArgumentType::choice) {
        shown.clear();
        for (const auto& value : argument.values) shown += (shown.empty() ? "" : "|") + value;
    }
    return argument.is_required ? shown : "[" + shown + "]";
}

}  // namespace sdk

// What follows the command's name, split and checked by its declaration.
inline CommandReading read_command(const CommandDeclaration& command, std::string_view rest) {
    return sdk::CommandReader{command}.read(rest);
}

// "/price [plan] [users]"; one line per form: "/request new title", "/request list", "/request
// [id]".
inline std::vector<std::string> usage_of(const CommandDeclaration& command) {
    std::vector<std::string> forms = command.forms;
    forms.emplace_back();
    std::vector<std::string> lines;
    for (const auto& form : forms) {
        std::string line = "/" + command.name + (form.empty() ? "" : " " + form);
        for (const auto& argument : command.arguments) {
            if (belongs_to(argument, form)) line += " " + sdk::usage_of(argument);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace desk
