#include "conversations/language/text_rules.hpp"

#include "bot/authoring/check_rules.hpp"
#include "conversations/language/catalogue.hpp"

#include <array>
#include <set>

namespace desk {
namespace {

// A plugin without any texts says only what the core says.
bool has_texts(const AuthoredPlugin& plugin) {
    return !plugin.texts.empty();
}

Offences complete(const AuthoredPlugin& plugin) {
    Offences out;
    if (!has_texts(plugin)) return out;
    for (const auto& problem : Catalogue::problems(plugin.texts)) out.push_back(sentence_of(problem));
    return out;
}

Offences careful(const AuthoredPlugin& plugin) {
    Offences out;
    for (const auto& problem : rule_problems(plugin.texts)) out.push_back(sentence_of(problem));
    return out;
}

// The keys of all languages, and the core's.
std::set<std::string> keys_of(const AuthoredPlugin& plugin) {
    std::set<std::string> keys;
    if (const auto core = core_catalogue()) {
        for (auto& key : core->keys()) keys.insert(std::move(key));
    }
    for (const auto& [language, text] : plugin.texts) {
        const auto document = parse_json(text);
        if (!document || !document->is_object()) continue;
        for (const auto& [key, value] : document->items()) keys.insert(key);
    }
    return keys;
}

Offences helps(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    const auto keys = keys_of(plugin);
    for (const auto& command : plugin.manifest->commands) {
        if (!keys.contains(command.help)) out.push_back("/" + command.name + ": no text " + command.help);
    }
    return out;
}

Offences has_questions(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    const auto keys = keys_of(plugin);
    for (const auto& command : plugin.manifest->commands) {
        for (const auto& argument : command.arguments) {
            if (argument.ask.empty() || keys.contains(argument.ask)) continue;
            out.push_back("/" + command.name + " " + argument.name + ": no text " + argument.ask);
        }
    }
    return out;
}

bool is_about_preview(const std::string& key) {
    return key.find("preview") != std::string::npos && !key.starts_with("confirm.");
}

Offences previews(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    bool has_preview = false;
    for (const auto& key : keys_of(plugin)) has_preview = has_preview || is_about_preview(key);
    for (const auto& command : plugin.manifest->commands) {
        if (!command.side_effects.empty() && !has_preview) out.push_back("/" + command.name + ": no text …preview…");
        for (const auto& effect : command.side_effects) {
            if (effect.empty()) out.push_back("/" + command.name + ": an effect without words");
        }
    }
    return out;
}

constexpr std::array rules{
    CheckRule{"texts-complete", CheckLevel::bronze, "The texts have the same keys and placeholders in every language.",
              "add what is missing to texts/en.json, hu.json or de.json", false, complete},
    CheckRule{"help-texts", CheckLevel::bronze, "Every command has a line for /help.",
              "add the key that is named to texts/, or name another in \"help\"", false, helps},
    CheckRule{"question-texts", CheckLevel::bronze, "Every question that is asked has a text.",
              "add the key that is named to texts/", false, has_questions},
    CheckRule{"effects-previewed", CheckLevel::bronze, "What has effects is previewed in words before it is confirmed.",
              "say in side_effects what happens, and add a text with \"preview\" in its key for Step::preview", false,
              previews},
    CheckRule{"texts-careful", CheckLevel::silver, "The texts keep to the rules of typing.",
              "no suffix on a placeholder in Hungarian, quotation marks of the language, no emoji", false, careful},
};

}  // namespace

std::span<const CheckRule> text_rules() {
    return rules;
}

}  // namespace desk
