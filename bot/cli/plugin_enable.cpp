#include "bot/cli/plugin_enable.hpp"

#include "bot/cli/configured.hpp"
#include "bot/cli/consent_subject.hpp"
#include "bot/configuration/reading.hpp"
#include "conversations/timestamp.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/plugin_abi.h>

#include <filesystem>
#include <optional>

namespace desk {
namespace {

constexpr std::size_t most_manifest_bytes = 1'048'576;

std::string quoted(const std::string& name) {
    return "\"" + name + "\"";
}

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

Diagnosis other_wall(const ConsentSubject& subject) {
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

std::optional<ConsentSubject> subject_of(const CommandInput& input, int& code) {
    auto configured = configured_plugin(input, code);
    if (!configured) return {};
    ConsentSubject subject{.configured = *std::move(configured)};
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

}  // namespace

int run_plugin_enable(const CommandInput& input) {
    int code = exit_ok;
    auto subject = subject_of(input, code);
    if (!subject) return code;
    const auto& name = subject->configured.name;

    if (input.is_json()) {
        input.shell.out << dump_json(consent_document(*subject), 2) << "\n";
    } else {
        input.shell.out << consent_text(*subject) << std::flush;
    }
    const bool is_known = subject->is_consented();
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
