// How a manifest is read: the definition behind desk/manifest.hpp, which includes this; nobody else does.
#pragma once

#include <desk/inline.hpp>
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/manifest_commands.hpp>
#include <desk/manifest_words.hpp>
#include <desk/section.hpp>

#include <algorithm>
#include <utility>

namespace desk {
namespace sdk::manifest {

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

inline void check_account(Section& section, const std::string& account, const Manifest& manifest) {
    const bool is_setting = account.starts_with("{") && account.ends_with("}");
    const auto name = is_setting ? account.substr(1, account.size() - 2) : account;
    const bool is_declared = std::any_of(manifest.settings.begin(), manifest.settings.end(),
                                         [&](const auto& setting) { return setting.name == name; });
    if (is_setting && !is_declared) section.report("accounts", "\"" + account + "\" is no setting");
    if (!is_setting && !is_name(name, "_")) section.report("accounts", "\"" + account + "\" must be a-z, 0-9 and _");
}

inline void read_permissions(Section& top, Manifest& manifest, ManifestProblem& problem) {
    const auto* object = top.object("permissions");
    if (object == nullptr) return;
    Section section{*object, "permissions", problem};
    manifest.permissions.hosts = section.texts("hosts");
    manifest.permissions.look_up = section.texts("look_up");
    manifest.permissions.accounts = section.texts("accounts");
    manifest.permissions.directory = section.flag("directory", false);
    const auto storage_kb = section.integer("storage_kb", 0);
    manifest.permissions.hand_over = section.flag("hand_over", false);
    section.end();

    if (storage_kb < 0 || storage_kb > 10'240)
        section.report("storage_kb", "must be between 0 and 10240");
    manifest.permissions.storage_kb =
        static_cast<std::size_t>(std::max<std::int64_t>(storage_kb, 0));
    for (const auto& host : manifest.permissions.hosts) check_host(section, host, manifest);
    for (const auto& what : manifest.permissions.look_up) {
        const bool is_part = what == "customer" || what == "customer.services" || what == "asker";
        if (!is_part)
            section.report("look_up", "\"" + what + "\" is neither customer, customer.services nor asker");
    }
    for (const auto& account : manifest.permissions.accounts) check_account(section, account, manifest);
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
    read_each(top, "timers", problem, [&](Section& section) {
        TimerDeclaration timer;
        timer.name = section.text("name", true);
        timer.every_s = section.integer("every_s", 0);
        timer.cron = section.text("cron");
        timer.spread_s = section.integer("spread_s", 0);
        const auto per = section.text("per");
        timer.per_customer = per == "customer";
        section.end();
        if (!per.empty() && !timer.per_customer) section.report("per", "\"" + per + "\" is not customer");
        if (timer.per_customer && timer.every_s == 0) section.report("per", "without every_s");
        if (!is_name(timer.name, "_")) section.report("name", "must be a-z, 0-9 and _, at most 32");
        if (timer.every_s != 0 && !timer.cron.empty()) section.report("every_s", "or cron, not both");
        if (timer.is_set_by_plugin() && timer.spread_s != 0) section.report("spread_s", "without every_s or cron");
        if (timer.every_s < 0 || timer.every_s > 31'536'000) section.report("every_s", "must be between 1 and 31536000");
        if (timer.spread_s < 0 || timer.spread_s > 3'600) section.report("spread_s", "must be between 0 and 3600");
        const bool is_cron = timer.cron.empty() || (std::count(timer.cron.begin(), timer.cron.end(), ' ') == 4 &&
                                                    has_only(timer.cron, "0123456789 */,-"));
        if (!is_cron) section.report("cron", "must be five fields, as in \"0 7 * * 1-5\"");
        manifest.timers.push_back(std::move(timer));
    });
}

inline void read_hooks(Section& top, Manifest& manifest, ManifestProblem& problem) {
    read_each(top, "hooks", problem, [&](Section& section) {
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
    });
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
