// How a manifest is read: the definition behind desk/manifest.hpp, which includes this; nobody else does.
#pragma once

#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/section.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#ifdef DESK_SDK_COMPILED
#define DESK_SDK_INLINE
#else
#define DESK_SDK_INLINE inline
#endif

namespace desk {
namespace sdk::manifest {

inline constexpr std::array role_names{"guest", "contact", "sales", "helpdesk", "lead", "admin"};

struct TypeName {
    ArgumentType type;
    std::string_view name;
};
inline constexpr std::array argument_types{
    TypeName{ArgumentType::word, "word"},       TypeName{ArgumentType::integer, "integer"},
    TypeName{ArgumentType::choice, "choice"},   TypeName{ArgumentType::id, "id"},
    TypeName{ArgumentType::service, "service"}, TypeName{ArgumentType::rest, "rest"}};

inline std::string numbered(const std::string& name, std::size_t n) {
    return name + "[" + std::to_string(n) + "]";
}

// The texts of a list; what is no text is left out.
inline std::vector<std::string> texts_of(const Json& object, const char* field) {
    std::vector<std::string> texts;
    for (const auto& item : array_or_empty(object, field)) {
        if (item.is_string()) texts.push_back(item.get<std::string>());
    }
    return texts;
}

inline bool has_only(std::string_view text, std::string_view letters) {
    return text.find_first_not_of(letters) == std::string_view::npos;
}

// Ids and names of commands, arguments and settings: what people can type on any keyboard.
inline bool is_name(std::string_view text, std::string_view also) {
    return !text.empty() && text.size() <= 32 && text[0] >= 'a' && text[0] <= 'z' &&
           has_only(text, "abcdefghijklmnopqrstuvwxyz0123456789" + std::string{also});
}

// "health.lookup", "health.lookup@2"
inline bool is_capability(std::string_view text) {
    const auto at = text.find('@');
    if (at != std::string_view::npos) {
        const auto version = text.substr(at + 1);
        if (version.empty() || version.size() > 3 || !has_only(version, "0123456789")) return false;
        text = text.substr(0, at);
    }
    return is_name(text.substr(0, 32), "_.") && text.size() <= 64 &&
           text.find('.') != std::string_view::npos;
}

// Three numbers, as in SemVer; what follows a hyphen is free.
inline bool is_version(std::string_view text) {
    const std::string_view numbers = text.substr(0, text.find('-'));
    return text.size() <= 32 && std::count(numbers.begin(), numbers.end(), '.') == 2 &&
           has_only(numbers, "0123456789.") && numbers.find("..") == std::string_view::npos &&
           numbers.front() != '.' && numbers.back() != '.';
}

inline void read_wall(Section& top, Manifest& manifest) {
    const std::string wall = top.text("wall", true);
    const auto point = wall.find('.');
    const bool is_wall = wall.size() <= 7 && point != std::string::npos && point > 0 &&
                         point + 1 < wall.size() && has_only(wall, "0123456789.") &&
                         wall.find('.', point + 1) == std::string::npos;
    if (!is_wall) return top.report("wall", "must be like \"1.0\"");
    manifest.wall_major = std::stoi(wall.substr(0, point));
    manifest.wall_minor = std::stoi(wall.substr(point + 1));
}

inline void read_title(Section& top, Manifest& manifest) {
    const auto* title = top.object("title");
    if (title == nullptr)
        return top.report("title", "is missing: {\"en\": \"…\", \"hu\": \"…\", \"de\": \"…\"}");
    for (const auto& [language, text] : title->items()) {
        if (!text.is_string()) return top.report("title." + language, "must be a text");
        manifest.title[language] = text.get<std::string>();
    }
}

inline std::vector<std::string> read_roles(Section& section) {
    auto roles = section.texts("roles", true);
    for (const auto& role : roles) {
        const bool is_role =
            std::find(role_names.begin(), role_names.end(), role) != role_names.end();
        if (!is_role)
            section.report(
                "roles",
                "\"" + role + "\" is no role (guest, contact, sales, helpdesk, lead, admin)");
    }
    return roles;
}

inline void check_subset(Section& section, const char* field, const std::vector<std::string>& some,
                  const std::vector<std::string>& all) {
    for (const auto& one : some) {
        const bool is_known = one.empty() || std::find(all.begin(), all.end(), one) != all.end();
        if (!is_known) section.report(field, "\"" + one + "\" is not among the command's forms");
    }
}

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
            const bool is_behind_rest =
                earlier.type == ArgumentType::rest && share_a_form(earlier, argument);
            if (is_behind_rest)
                section.report(place,
                               "nothing can follow \"" + earlier.name + "\", which takes the rest");
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
    std::size_t n = 0;
    for (const auto& item : top.list("listens")) {
        Section section{item, numbered("listens", n++), problem};
        ListenDeclaration listen;
        listen.name = section.text("name", true);
        listen.prefix = section.text("prefix");
        listen.roles = read_roles(section);
        section.end();
        if (!is_name(listen.name, "_"))
            section.report("name", "must be a-z, 0-9 and _, at most 32");
        manifest.listens.push_back(std::move(listen));
    }
}

inline SettingDeclaration read_setting(const std::string& name, Section section) {
    SettingDeclaration setting;
    setting.name = name;
    setting.type = section.text("type", true);
    setting.default_value = section.any("default");
    setting.is_secret = section.flag("x-secret", false);
    setting.is_file = section.flag("x-file", false);
    section.text("format");
    section.text("description");
    section.end();

    const bool is_type =
        setting.type == "string" || setting.type == "integer" || setting.type == "boolean";
    if (!is_type) section.report("type", "must be string, integer or boolean");
    if (!is_name(name, "_")) section.report("", "is no name for a setting");
    if ((setting.is_secret || setting.is_file) && setting.type != "string")
        section.report("type", "must be string");
    return setting;
}

inline void read_settings(Section& top, Manifest& manifest, ManifestProblem& problem) {
    const auto* settings = top.object("settings");
    if (settings == nullptr) return;
    Section schema{*settings, "settings", problem};
    if (schema.text("type", true) != "object") schema.report("type", "must be \"object\"");
    if (schema.flag("additionalProperties", false))
        schema.report("additionalProperties", "must be false");
    const auto required = schema.texts("required");
    const auto* properties = schema.object("properties");
    schema.end();
    if (properties == nullptr) return schema.report("properties", "is missing");

    for (const auto& [name, item] : properties->items()) {
        auto setting = read_setting(name, Section{item, "settings.properties." + name, problem});
        setting.is_required = std::find(required.begin(), required.end(), name) != required.end();
        manifest.settings.push_back(std::move(setting));
    }
    for (const auto& name : required) {
        if (!properties->contains(name))
            schema.report("required", "\"" + name + "\" is not among the properties");
    }
}

// "{status_url}" must be a setting; anything else is a host's name, with or without a port.
inline void check_host(Section& section, const std::string& host, const Manifest& manifest) {
    if (host.starts_with('{') && host.ends_with('}')) {
        const std::string name = host.substr(1, host.size() - 2);
        const bool is_setting =
            std::any_of(manifest.settings.begin(), manifest.settings.end(),
                        [&](const SettingDeclaration& setting) { return setting.name == name; });
        if (!is_setting) section.report("hosts", "\"" + host + "\" is no setting");
        return;
    }
    const bool is_host = !host.empty() && has_only(host, "abcdefghijklmnopqrstuvwxyz0123456789-.:");
    if (!is_host)
        section.report("hosts", "\"" + host + "\" is no host (lower case, no address, no *)");
}

inline void read_permissions(Section& top, Manifest& manifest, ManifestProblem& problem) {
    const auto* object = top.object("permissions");
    if (object == nullptr) return;
    Section section{*object, "permissions", problem};
    manifest.permissions.hosts = section.texts("hosts");
    manifest.permissions.look_up = section.texts("look_up");
    const auto storage_kb = section.integer("storage_kb", 0);
    manifest.permissions.hand_over = section.flag("hand_over", false);
    section.end();

    if (storage_kb < 0 || storage_kb > 10'240)
        section.report("storage_kb", "must be between 0 and 10240");
    manifest.permissions.storage_kb =
        static_cast<std::size_t>(std::max<std::int64_t>(storage_kb, 0));
    for (const auto& host : manifest.permissions.hosts) check_host(section, host, manifest);
    for (const auto& what : manifest.permissions.look_up) {
        const bool is_part = what == "customer" || what == "customer.services";
        if (!is_part)
            section.report("look_up", "\"" + what + "\" is neither customer nor customer.services");
    }
}

inline void read_names(Section& top, Manifest& manifest) {
    manifest.provides = top.texts("provides");
    manifest.asks = top.texts("asks");
    manifest.series = top.texts("series");
    manifest.topics = top.texts("topics");
    manifest.metrics = top.texts("metrics");
    for (const auto& name : manifest.provides) {
        if (!is_capability(name))
            top.report("provides", "\"" + name + "\" must be like \"health.lookup\"");
    }
    for (const auto& name : manifest.asks) {
        if (!is_capability(name))
            top.report("asks", "\"" + name + "\" must be like \"health.lookup\"");
    }
    for (const auto* field : {"series", "topics", "metrics"}) {
        for (const auto& name : texts_of(top.document(), field)) {
            if (!is_name(name, "_")) top.report(field, "\"" + name + "\" must be a-z, 0-9 and _");
        }
    }
}

inline void read_timers(Section& top, Manifest& manifest, ManifestProblem& problem) {
    std::size_t n = 0;
    for (const auto& item : top.list("timers")) {
        Section section{item, numbered("timers", n++), problem};
        TimerDeclaration timer;
        timer.name = section.text("name", true);
        timer.every_s = section.integer("every_s", 0);
        timer.cron = section.text("cron");
        timer.spread_s = section.integer("spread_s", 0);
        section.end();
        if (!is_name(timer.name, "_")) section.report("name", "must be a-z, 0-9 and _, at most 32");
        if (timer.every_s != 0 && !timer.cron.empty()) section.report("every_s", "or cron, not both");
        if (timer.is_set_by_plugin() && timer.spread_s != 0) section.report("spread_s", "without every_s or cron");
        if (timer.every_s < 0 || timer.every_s > 31'536'000) section.report("every_s", "must be between 1 and 31536000");
        if (timer.spread_s < 0 || timer.spread_s > 3'600) section.report("spread_s", "must be between 0 and 3600");
        const bool is_cron = timer.cron.empty() || (std::count(timer.cron.begin(), timer.cron.end(), ' ') == 4 &&
                                                    has_only(timer.cron, "0123456789 */,-"));
        if (!is_cron) section.report("cron", "must be five fields, as in \"0 7 * * 1-5\"");
        manifest.timers.push_back(std::move(timer));
    }
}

inline void read_hooks(Section& top, Manifest& manifest, ManifestProblem& problem) {
    std::size_t n = 0;
    for (const auto& item : top.list("hooks")) {
        Section section{item, numbered("hooks", n++), problem};
        HookDeclaration hook;
        hook.name = section.text("name", true);
        hook.authentication = section.text("authentication", true);
        hook.secret = section.text("secret", true);
        section.end();
        if (!is_name(hook.name, "_-")) section.report("name", "must be a-z, 0-9, - and _, at most 32");
        if (hook.authentication != "standard_webhook" && hook.authentication != "token")
            section.report("authentication", "must be standard_webhook or token");
        const bool is_secret = std::any_of(manifest.settings.begin(), manifest.settings.end(), [&](const auto& setting) {
            return setting.name == hook.secret && setting.is_secret;
        });
        if (!is_secret) section.report("secret", "\"" + hook.secret + "\" is no setting with x-secret");
        manifest.hooks.push_back(std::move(hook));
    }
}

inline void read_intents(Section& top, Manifest& manifest, ManifestProblem& problem) {
    std::size_t n = 0;
    for (const auto& item : top.list("intents")) {
        Section section{item, numbered("intents", n++), problem};
        IntentDeclaration intent;
        intent.name = section.text("name", true);
        intent.command = section.text("command", true);
        intent.form = section.text("form");
        const auto* examples = section.object("examples");
        section.end();
        const auto command = std::find_if(manifest.commands.begin(), manifest.commands.end(),
                                          [&](const auto& one) { return one.name == intent.command; });
        if (command == manifest.commands.end()) {
            section.report("command", "\"" + intent.command + "\" is none of the plugin's commands");
        } else {
            check_subset(section, "form", {intent.form}, command->forms);
        }
        if (!is_name(intent.name, "_.")) section.report("name", "must be a-z, 0-9, . and _, at most 32");
        if (examples == nullptr || examples->empty()) {
            section.report("examples", "are missing: {\"en\": [\"…\"]}");
            continue;
        }
        for (const auto& [language, sentences] : examples->items()) {
            intent.examples[language] = texts_of(*examples, language.c_str());
            if (!sentences.is_array() || intent.examples[language].empty())
                section.report("examples." + language, "must be a list of sentences");
        }
        manifest.intents.push_back(std::move(intent));
    }
}

}  // namespace sdk::manifest

DESK_SDK_INLINE Result<Manifest> read_manifest(std::string_view text, std::string_view file_name) {
    auto document = parse_json(text);
    if (!document) return invalid(std::string{file_name} + ": " + document.error().what);

    using namespace sdk::manifest;
    ManifestProblem problem{file_name};
    Manifest manifest;
    Section top{*document, "", problem};
    top.text("$schema");
    manifest.id = top.text("id", true);
    manifest.version = top.text("version", true);
    manifest.license = top.text("license");
    if (!is_name(manifest.id, "_")) top.report("id", "must be a-z, 0-9 and _, at most 32");
    if (!is_version(manifest.version)) top.report("version", "must be like \"1.3.0\"");
    read_wall(top, manifest);
    read_title(top, manifest);
    read_names(top, manifest);
    read_commands(top, manifest, problem);
    read_listens(top, manifest, problem);
    read_settings(top, manifest, problem);
    read_permissions(top, manifest, problem);
    read_timers(top, manifest, problem);
    read_hooks(top, manifest, problem);
    read_intents(top, manifest, problem);
    top.end();
    if (problem.first()) return *problem.first();
    return manifest;
}

}  // namespace desk
