#include "bot/authoring/check_rules.hpp"
#include <desk/plugin_abi.h>

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::array languages{"en", "hu", "de"};
constexpr std::size_t least_examples = 5;
constexpr std::array secret_words{"token", "secret", "password", "key"};

Offences valid(const AuthoredPlugin& plugin) {
    if (plugin.manifest) return {};
    return {plugin.manifest_problem};
}

Offences named_as_file(const AuthoredPlugin& plugin) {
    if (!plugin.manifest || plugin.manifest->id == plugin.name) return {};
    return {"id \"" + plugin.manifest->id + "\" in " + plugin.name + ".plugin.json"};
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos &&
           (text.size() == 1 || text.front() != '0');
}

// SemVer 2.0: three numbers without leading zeroes, then "-" and identifiers between points.
bool is_semver(std::string_view version) {
    const auto hyphen = version.find('-');
    auto numbers = version.substr(0, hyphen);
    for (int i = 0; i < 2; ++i) {
        const auto point = numbers.find('.');
        if (point == std::string_view::npos || !is_number(numbers.substr(0, point))) return false;
        numbers.remove_prefix(point + 1);
    }
    if (!is_number(numbers)) return false;
    if (hyphen == std::string_view::npos) return true;
    const auto rest = version.substr(hyphen + 1);
    constexpr auto letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-";
    return !rest.empty() && rest.find_first_not_of(letters) == std::string_view::npos && rest.front() != '.' &&
           rest.back() != '.' && rest.find("..") == std::string_view::npos;
}

Offences has_semver(const AuthoredPlugin& plugin) {
    if (!plugin.manifest || is_semver(plugin.manifest->version)) return {};
    return {"version \"" + plugin.manifest->version + "\""};
}

Offences has_licence(const AuthoredPlugin& plugin) {
    if (!plugin.manifest || !plugin.manifest->license.empty()) return {};
    return {"no `license`"};
}

Offences has_titles(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto* language : languages) {
        const auto title = plugin.manifest->title.find(language);
        if (title == plugin.manifest->title.end() || title->second.empty())
            out.push_back(std::string{"no title."} + language);
    }
    return out;
}

Offences has_roles(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& command : plugin.manifest->commands) {
        if (command.roles.empty()) out.push_back("/" + command.name + " is for nobody but admins");
    }
    for (const auto& listen : plugin.manifest->listens) {
        if (listen.roles.empty()) out.push_back("listener " + listen.name + " is for nobody but admins");
    }
    return out;
}

Offences describes_settings(const AuthoredPlugin& plugin) {
    Offences out;
    const auto* settings = find_field(plugin.manifest_document, "settings");
    const auto* properties = settings == nullptr ? nullptr : find_field(*settings, "properties");
    if (properties == nullptr) return out;
    for (const auto& [name, setting] : properties->items()) {
        if (text_or(setting, "description", "").empty()) out.push_back("setting " + name + " has no description");
    }
    return out;
}

Offences marks_secrets(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& setting : plugin.manifest->settings) {
        const bool sounds_secret = std::any_of(secret_words.begin(), secret_words.end(), [&](const char* word) {
            return setting.name.find(word) != std::string::npos;
        });
        if (sounds_secret && !setting.is_secret) out.push_back("setting " + setting.name);
    }
    return out;
}

// By the name of a host the desk uses https; an address in a setting says its own scheme, so its default must be https.
Offences reaches_by_https(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& host : plugin.manifest->permissions.hosts) {
        if (!host.starts_with('{') && host.find('.') == std::string::npos)
            out.push_back("host \"" + host + "\" is no public name");
        for (const auto& setting : plugin.manifest->settings) {
            const bool is_meant = host == "{" + setting.name + "}" && !setting.default_value.empty();
            if (is_meant && !setting.default_value.starts_with("https://"))
                out.push_back("default of setting " + setting.name);
        }
    }
    return out;
}

Offences has_something_to_do(const AuthoredPlugin& plugin) {
    if (!plugin.manifest) return {};
    const auto& manifest = *plugin.manifest;
    const bool is_empty = manifest.commands.empty() && manifest.listens.empty() && manifest.provides.empty() &&
                          manifest.timers.empty() && manifest.hooks.empty();
    if (is_empty) return {"no command, listener, capability, timer or hook"};
    return {};
}

Offences has_examples(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& intent : plugin.manifest->intents) {
        for (const auto* language : languages) {
            const auto found = intent.examples.find(language);
            const auto count = found == intent.examples.end() ? 0 : found->second.size();
            if (count >= least_examples) continue;
            out.push_back("intent " + intent.name + ": " + std::to_string(count) + " in " + language);
        }
    }
    return out;
}

Offences asks_what_is_missing(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest) return out;
    for (const auto& command : plugin.manifest->commands) {
        for (const auto& argument : command.arguments) {
            if (argument.is_required && argument.ask.empty()) out.push_back("/" + command.name + ": " + argument.name);
        }
    }
    return out;
}

Offences spreads_timers(const AuthoredPlugin& plugin) {
    Offences out;
    if (!plugin.manifest || plugin.manifest->permissions.hosts.empty()) return out;
    for (const auto& timer : plugin.manifest->timers) {
        if (timer.spread_s == 0) out.push_back("timer " + timer.name);
    }
    return out;
}

constexpr std::array rules{
    CheckRule{"manifest-valid", CheckLevel::bronze, "The manifest is there and is read without a mistake.",
              "correct what is named; all fields: share/deskhand/sdk/plugin.schema.json", false, valid},
    CheckRule{"manifest-id", CheckLevel::bronze, "The manifest's id is the name of the file.",
              "give both the same name: add_desk_plugin(ID …)", false, named_as_file},
    CheckRule{"version-semver", CheckLevel::bronze, "The version is one of Semantic Versioning.",
              "write it like \"1.4.0\" or \"2.0.0-rc.1\"", false, has_semver},
    CheckRule{"licence-named", CheckLevel::bronze, "The licence is named.",
              "add \"license\" with an SPDX name: \"MIT\", \"Apache-2.0\", \"LicenseRef-Proprietary\"", false,
              has_licence},
    CheckRule{"titles-complete", CheckLevel::bronze, "The plugin has a title in English, Hungarian and German.",
              "add \"title\": {\"en\": …, \"hu\": …, \"de\": …}", false, has_titles},
    CheckRule{"does-something", CheckLevel::bronze, "The plugin answers something.",
              "declare commands, listens, provides, timers or hooks", false, has_something_to_do},
    CheckRule{"roles-declared", CheckLevel::bronze, "Every command and listener says who may use it.",
              "add roles: guest, contact, sales, helpdesk, lead; admin may always", false, has_roles},
    CheckRule{"secrets-marked", CheckLevel::bronze, "Settings that hold a secret are marked as such.",
              "add \"x-secret\": true, or another name when it holds none", false, marks_secrets},
    CheckRule{"hosts-https", CheckLevel::bronze, "Hosts are public names, reached by https.",
              "write the full name of the host, or {setting} whose default begins with https://", false,
              reaches_by_https},
    CheckRule{"settings-described", CheckLevel::silver, "Every setting has a description.",
              "add \"description\": what it is for, in which unit, an example", false, describes_settings},
    CheckRule{"arguments-asked", CheckLevel::silver, "What is required and missing is asked for.",
              "add \"ask\": the key of a question in texts/", false, asks_what_is_missing},
    CheckRule{"intents-examples", CheckLevel::silver, "Every intent has at least 5 examples in each language.",
              "add what people really write to examples.en, .hu and .de", false, has_examples},
    CheckRule{"timers-spread", CheckLevel::silver, "Timers of a plugin that fetches are spread.",
              "add \"spread_s\", so that not every desk asks the same source at the same second", false,
              spreads_timers},
};

}  // namespace

std::span<const CheckRule> manifest_rules() {
    return rules;
}

}  // namespace desk
