#include "bot/configuration/form.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/configuration/toml_file.hpp"
#include <desk/manifest.hpp>
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t most_document_bytes = 4'194'304;
constexpr std::size_t most_manifest_bytes = 1'048'576;
constexpr std::string_view manifest_end = ".plugin.json";

const std::vector<std::string>& fixed_keys() {
    static const std::vector<std::string> keys{"file",          "enabled",      "timeout",
                                               "allow_private", "numbers_from", "processes",
                                               "settings"};
    return keys;
}

std::string example_of(const SettingDeclaration& setting) {
    if (setting.type == "integer") return "1";
    if (setting.type == "boolean") return "true";
    return setting.is_file ? "\"file.toml\"" : "\"…\"";
}

class PluginReader {
public:
    PluginReader(Reading& reading, const Node& node)
        : reading_{reading}, node_{node}, section_{"plugins." + node.name} {
        plugin_.name = node.name;
    }

    void read() {
        read_file();
        read_key("enabled", "true", &plugin_.enabled);
        read_key("timeout", "\"10s\"", &plugin_.timeout, 10, 600'000);
        read_key("allow_private", "true", &plugin_.allow_private);
        read_key("processes", "2", &plugin_.processes, 1, reading_.out.configuration.limits.plugin_children);
        read_key("numbers_from", "1000", &plugin_.numbers_from, 1, 1'000'000'000);
        for (const auto& child : node_.children) {
            const auto& known = fixed_keys();
            if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
            reading_.report.unknown_key(child, "in [" + section_ + "]", known, true);
        }
        read_settings();
        reading_.out.configuration.plugins.push_back(std::move(plugin_));
    }

private:
    void read_key(std::string_view name, std::string_view example, Field target,
                  std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX) {
        const auto key = section_ + "." + std::string{name};
        const auto* given = find(node_, name);
        if (given != nullptr) {
            read_value(reading_, *given,
                       {.key = key, .example = example, .least = least, .most = most}, target);
        }
        reading_.known(key, literal(target),
                       given == nullptr ? "default" : reading_.report.origin(*given));
    }

    void read_file() {
        std::string file = node_.name + ".so";
        read_key("file", "\"health.so\"", &file);
        const bool is_path = file.find('/') != std::string::npos;
        const std::filesystem::path folder{reading_.out.configuration.plugin_directory};
        plugin_.file = is_path ? reading_.resolved(file) : (folder / file).string();
    }

    // Without a manifest nothing is known about the settings; the desk runs on without the plugin.
    std::optional<Manifest> manifest() {
        const auto path = plugin_.manifest_file();
        const auto* file = find(node_, "file");
        const auto warn = [&](std::string what, std::string note) {
            reading_.report.add(
                file != nullptr ? *file : node_,
                {.code = "DH1212",
                 .what = std::move(what),
                 .fix = "install the plugin there, or correct file or plugin_directory. The "
                        "desk runs on without it",
                 .note = std::move(note),
                 .severity = Severity::warning,
                 .mark = file != nullptr ? Mark::value : Mark::name});
        };
        const auto text = file_content(path, most_manifest_bytes);
        if (!text) {
            warn("no manifest of plugin " + in_quotes(node_.name) + ": " + path, {});
            return {};
        }
        auto found = read_manifest(*text, std::filesystem::path{path}.filename().string());
        if (found) return *std::move(found);
        warn("the manifest of plugin " + in_quotes(node_.name) + " is wrong", found.error().what);
        return {};
    }

    void read_settings() {
        const Node none;
        const auto* given = find(node_, "settings");
        if (given != nullptr && given->kind != Node::Kind::table) {
            return reading_.report.wrong_type(*given, section_ + ".settings", "a table",
                                              "settings = { … }");
        }
        const auto declared = manifest();
        if (!declared) return;

        const auto& settings = given == nullptr ? none : *given;
        std::vector<std::string> known;
        for (const auto& setting : declared->settings) {
            known.push_back(setting.name);
            if (setting.is_secret) known.push_back(setting.name + "_file");
            read_setting(settings, setting);
        }
        for (const auto& child : settings.children) {
            if (std::find(known.begin(), known.end(), child.name) != known.end()) continue;
            reading_.report.unknown_key(child, "in [" + section_ + ".settings]", known, true);
        }
    }

    void read_setting(const Node& settings, const SettingDeclaration& setting) {
        const auto key = section_ + ".settings." + setting.name;
        const auto before = reading_.report.count();
        auto value = setting.is_secret ? secret(settings, setting) : plain(settings, setting, key);
        if (!value && reading_.report.count() == before && !setting.default_value.empty()) {
            value = setting.default_value;
            reading_.known(key, in_quotes(*value), "default");
        }
        if (value) {
            plugin_.settings[setting.name] = *std::move(value);
        } else if (setting.is_required && plugin_.enabled && reading_.report.count() == before) {
            report_missing(settings, setting, key);
        }
    }

    std::optional<std::string> secret(const Node& settings, const SettingDeclaration& setting) {
        auto found = read_secret(reading_, settings, section_ + ".settings", setting.name);
        if (found.values.empty()) return {};
        reading_.known(section_ + ".settings." + setting.name, in_quotes(hidden), found.origin);
        return std::move(found.values.front());
    }

    std::optional<std::string> plain(const Node& settings, const SettingDeclaration& setting,
                                     const std::string& key) {
        const auto* given = find(settings, setting.name);
        if (given == nullptr) return {};

        const auto example = example_of(setting);
        const Expectation expected{.key = key, .example = example};
        std::string text;
        std::int64_t number = 0;
        bool flag = false;
        Field field = &text;
        if (setting.type == "integer") field = &number;
        if (setting.type == "boolean") field = &flag;

        const auto before = reading_.report.count();
        read_value(reading_, *given, expected, field);
        if (reading_.report.count() != before) return {};
        reading_.known(key, literal(field), reading_.report.origin(*given));
        if (setting.is_file) return document(*given);
        return std::holds_alternative<std::string*>(field) ? text : literal(field);
    }

    std::optional<std::string> document(const Node& node) {
        const auto path = reading_.resolved(node.text);
        const auto content = file_content(path, most_document_bytes);
        if (!content) {
            reading_.report.add(node, {.code = "DH1215",
                                       .what = "the file cannot be read: " + path,
                                       .fix = "correct the name, or put the file there"});
            return {};
        }
        if (path.ends_with(".json")) return json_document(node, path, *content);

        const auto parsed = parse_toml(path, *content);
        if (!parsed.problem) return to_json_text(parsed.file.root);
        reading_.report.add(*parsed.problem);
        return {};
    }

    std::optional<std::string> json_document(const Node& node, const std::string& path,
                                             const std::string& content) {
        const auto parsed = parse_json(content, {.bytes = most_document_bytes, .keys = 200'000});
        if (parsed) return dump_json(*parsed);
        reading_.report.add(node, {.code = "DH1215",
                                   .what = "the file is not JSON: " + path,
                                   .fix = "correct the file",
                                   .note = parsed.error().what});
        return {};
    }

    void report_missing(const Node& settings, const SettingDeclaration& setting,
                        const std::string& key) {
        const auto& place = settings.at.line > 0 || !settings.variable.empty() ? settings : node_;
        reading_.report.add(
            place,
            {.code = "DH1207",
             .what = (setting.is_secret ? "missing secret: " : "missing setting: ") + key,
             .fix = setting.is_secret
                        ? "add " + setting.name + "_file = \"…\", or the credential " + key
                        : "add " + setting.name + " = " + example_of(setting) + " to settings",
             .mark = Mark::name});
    }

    Reading& reading_;
    const Node& node_;
    std::string section_;
    PluginConfiguration plugin_;
};

}  // namespace

std::string PluginConfiguration::manifest_file() const {
    std::filesystem::path path{file};
    path.replace_extension();
    return path.string() + std::string{manifest_end};
}

void read_plugins(Reading& reading, const Node& plugins) {
    for (const auto& node : plugins.children) {
        if (node.kind == Node::Kind::table) {
            PluginReader{reading, node}.read();
        } else {
            reading.report.wrong_type(node, "plugins." + node.name, "a table",
                                      "[plugins." + node.name + "]");
        }
    }
}

}  // namespace desk
