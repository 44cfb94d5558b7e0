#include "bot/cli/plugin_enable.hpp"

#include "adapters/console/text_card.hpp"
#include "bot/cli/configured.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/trust/check_plugin.hpp"
#include "conversations/timestamp.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/plugin_abi.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace desk {
namespace {

constexpr std::size_t most_manifest_bytes = 1'048'576;

std::string quoted(const std::string& name) {
    return "\"" + name + "\"";
}

// The plugin a command is about, with all that is known of it.
struct Subject {
    PluginConfiguration configured = {};
    Manifest manifest = {};
    PresentPlugin present = {};
    PluginLock lock = {};

    // nullptr: nobody ever said yes.
    const PluginConsent* consent() const {
        const auto found = lock.find(configured.name);
        return found == lock.end() || found->second.sha256.empty() ? nullptr : &found->second;
    }
};

std::optional<PluginConfiguration> configured_plugin(const CommandInput& input, int& code) {
    const auto configuration = configuration_of(input, code);
    if (!configuration) return {};
    const auto name = input.argument(0);
    std::string known;
    for (const auto& plugin : configuration->plugins) {
        if (plugin.name == name) return plugin;
        known += (known.empty() ? "" : ", ") + plugin.name;
    }
    code = input.fail({.code = "DH5105",
                       .what = "there is no plugin " + quoted(name) + " in the configuration",
                       .where = configuration_file(input),
                       .fix = known.empty() ? "add a section [plugins." + name + "]"
                                            : "add a section [plugins." + name + "]; configured are: " + known});
    return {};
}

Result<Manifest> manifest_beside(const PluginConfiguration& plugin) {
    const auto path = plugin.manifest_file();
    const auto text = file_content(path, most_manifest_bytes);
    if (!text) return not_found("no manifest " + path);
    return read_manifest(*text, std::filesystem::path{path}.filename().string());
}

Diagnosis not_readable(const PluginConfiguration& plugin, const Error& error) {
    return {.code = "DH5106",
            .what = "plugin " + quoted(plugin.name) + " cannot be enabled",
            .where = plugin.file,
            .why = error.what,
            .fix = "install the plugin and its manifest there, or correct `file` in [plugins." + plugin.name + "]"};
}

Diagnosis other_wall(const Subject& subject) {
    const auto wall = [](int major, int minor) { return std::to_string(major) + "." + std::to_string(minor); };
    return {.code = "DH5007",
            .what = "plugin " + quoted(subject.configured.name) + " was built for plugin wall " +
                    wall(subject.manifest.wall_major, subject.manifest.wall_minor) + ", this Deskhand offers " +
                    wall(DESK_WALL_MAJOR, DESK_WALL_MINOR),
            .where = subject.configured.file,
            .fix = "install a build for the wall that `deskhand version` shows"};
}

Diagnosis unreadable_lock(const std::string& path, const Error& error) {
    return {.code = "DH5104",
            .what = "plugins.lock cannot be used",
            .where = path,
            .why = error.what,
            .fix = "correct it, or move it away and enable the plugins again"};
}

std::optional<PluginLock> lock_of(const CommandInput& input, const PluginConfiguration& plugin, int& code) {
    auto lock = read_plugin_lock(plugin.lock_file);
    if (lock) return *std::move(lock);
    code = input.fail(unreadable_lock(plugin.lock_file, lock.error()));
    return {};
}

std::optional<Subject> subject_of(const CommandInput& input, int& code) {
    auto configured = configured_plugin(input, code);
    if (!configured) return {};
    Subject subject{.configured = *std::move(configured)};
    auto manifest = manifest_beside(subject.configured);
    if (!manifest) {
        code = input.fail(not_readable(subject.configured, manifest.error()));
        return {};
    }
    subject.manifest = *std::move(manifest);
    const bool fits = subject.manifest.wall_major == DESK_WALL_MAJOR && subject.manifest.wall_minor <= DESK_WALL_MINOR;
    if (!fits) {
        code = input.fail(other_wall(subject));
        return {};
    }
    auto present = present_plugin(subject.configured, subject.manifest);
    if (!present) {
        code = input.fail(not_readable(subject.configured, present.error()));
        return {};
    }
    subject.present = *std::move(present);
    auto lock = lock_of(input, subject.configured, code);
    if (!lock) return {};
    subject.lock = *std::move(lock);
    return subject;
}

// What is different from the last yes; none: nothing, or there was none.
std::vector<std::string> changes(const Subject& subject) {
    const auto* consent = subject.consent();
    if (consent == nullptr) return {};
    std::vector<std::string> lines;
    for (const auto& news : not_granted(subject.present.permissions, consent->permissions)) {
        lines.push_back("new: " + news.heading + " " + news.words);
    }
    const auto compare = [&](const char* what, const std::string& then, const std::string& now) {
        if (then != now) lines.push_back(std::string{what} + " was SHA-256 " + then + "\n" +
                                         std::string(std::string_view{what}.size(), ' ') + " is  SHA-256 " + now);
    };
    compare("file", consent->sha256, subject.present.sha256);
    compare("manifest", consent->manifest_sha256, subject.present.manifest_sha256);
    return lines;
}

struct Heading {
    std::string_view name = {};
    std::string_view title = {};
};
constexpr Heading headings[] = {{"answers", "It answers"},
                                {"acts", "It acts"},
                                {"may", "It may"},
                                {"runs", "It also runs"},
                                {"knows", "It is given"}};

std::string in_words(const Subject& subject) {
    const auto& manifest = subject.manifest;
    std::string text = subject.configured.name + " " + manifest.version + ", " + subject.configured.file +
                       "\nSHA-256 " + subject.present.sha256 + "\n";
    for (const auto& heading : headings) {
        bool is_first = true;
        for (const auto& permission : subject.present.permissions) {
            if (permission.heading != heading.name) continue;
            if (is_first) text += std::string{heading.title} + ":\n";
            is_first = false;
            text += "  " + permission.words + "\n";
        }
    }
    if (manifest.permissions.hosts.empty()) text += "It reaches no network.\n";
    const auto news = changes(subject);
    if (!news.empty()) text += "Changed since it was enabled at " + subject.consent()->at + ":\n";
    for (auto line : news) {
        const auto end = line.find('\n');
        if (end != std::string::npos) line.insert(end + 1, "  ");
        text += "  " + line + "\n";
    }
    return safe_for_terminal(text);
}

Json as_json(const Subject& subject) {
    Json permissions = Json::array();
    for (const auto& one : subject.present.permissions) permissions.push_back(one.heading + " " + one.words);
    return {{"name", subject.configured.name},
            {"version", subject.manifest.version},
            {"file", subject.configured.file},
            {"sha256", subject.present.sha256},
            {"manifest_sha256", subject.present.manifest_sha256},
            {"permissions", std::move(permissions)},
            {"changes", changes(subject)},
            {"enabled", true}};
}

bool is_consented(const Subject& subject) {
    const auto* consent = subject.consent();
    return consent != nullptr && consent->sha256 == subject.present.sha256 &&
           consent->manifest_sha256 == subject.present.manifest_sha256 && changes(subject).empty();
}

// Nothing: go on.
std::optional<int> no_consent(const CommandInput& input, const std::string& name) {
    if (input.has("--yes")) return {};
    if (!input.shell.in_is_terminal) {
        return input.fail({.code = "DH2021",
                           .what = "a plugin is enabled by somebody who says yes, and there is nobody to ask",
                           .where = "deskhand plugin enable " + name,
                           .fix = "read what it may do above, then add --yes"});
    }
    input.shell.err << "Enable " << name << "? [y/N] " << std::flush;
    std::string answer;
    std::getline(input.shell.in, answer);
    if (answer == "y" || answer == "yes") return {};
    input.tell("nothing was changed");
    return exit_failed;
}

int record(const CommandInput& input, const PluginConfiguration& plugin, const PluginLock& lock) {
    const auto written = write_plugin_lock(plugin.lock_file, lock);
    if (written) return exit_ok;
    return input.fail({.code = "DH5107",
                       .what = "plugins.lock was not written",
                       .where = plugin.lock_file,
                       .why = written.error().what,
                       .fix = "run it as a user who may write there; nothing was changed"});
}

PluginConsent consent_to(const Subject& subject, Time now) {
    return {.file = subject.configured.file,
            .version = subject.manifest.version,
            .sha256 = subject.present.sha256,
            .manifest_sha256 = subject.present.manifest_sha256,
            .permissions = permission_keys(subject.present.permissions),
            .at = timestamp(now)};
}

}  // namespace

int run_plugin_enable(const CommandInput& input) {
    int code = exit_ok;
    auto subject = subject_of(input, code);
    if (!subject) return code;
    const auto& name = subject->configured.name;

    if (input.is_json()) {
        input.shell.out << dump_json(as_json(*subject), 2) << "\n";
    } else {
        input.shell.out << in_words(*subject) << std::flush;
    }
    const bool is_known = is_consented(*subject);
    if (is_known && subject->consent()->is_enabled) {
        input.tell(name + " is enabled already; nothing was changed");
        return exit_ok;
    }
    if (!is_known) {
        if (const auto refused = no_consent(input, name)) return *refused;
    }
    subject->lock[name] = consent_to(*subject, input.shell.now());
    if (code = record(input, subject->configured, subject->lock); code != exit_ok) return code;

    input.tell("enabled: " + name + ", recorded in " + subject->configured.lock_file);
    if (!subject->configured.enabled) input.tell("[plugins." + name + "] enabled = false still keeps it off");
    input.tell("next: send the running desk SIGHUP, or start it");
    return exit_ok;
}

int run_plugin_disable(const CommandInput& input) {
    int code = exit_ok;
    const auto plugin = configured_plugin(input, code);
    if (!plugin) return code;
    auto lock = lock_of(input, *plugin, code);
    if (!lock) return code;

    auto& consent = (*lock)[plugin->name];
    const bool is_new = consent.file.empty();
    if (!is_new && !consent.is_enabled) {
        input.tell(plugin->name + " is disabled already; nothing was changed");
        return exit_ok;
    }
    if (is_new) consent = {.file = plugin->file, .at = timestamp(input.shell.now())};
    consent.is_enabled = false;
    if (code = record(input, *plugin, *lock); code != exit_ok) return code;
    input.tell("disabled: " + plugin->name + (is_new ? "" : "; what it was granted is kept") +
               "\nnext: send the running desk SIGHUP");
    return exit_ok;
}

}  // namespace desk
