#include "bot/cli/plugin_check.hpp"

#include "bot/authoring/check_rules.hpp"
#include "bot/cli/chat_script.hpp"
#include "bot/cli/made_up_world.hpp"
#include "bot/cli/throw_away_desk.hpp"
#include "bot/runtime/isolated_plugin.hpp"
#include "bot/start_plugin.hpp"

#include <algorithm>
#include <filesystem>

namespace desk {
namespace {

// The settings of the first script that gives some.
TriedPlugin tried(const PluginPlace& place, const AuthoredPlugin& plugin) {
    TriedPlugin out{.file = place.file, .folder = place.source + "/tests"};
    for (const auto& [name, text] : plugin.scripts) {
        const auto lines = read_script(name, text);
        if (lines) out.settings = settings_of(*lines);
        if (!out.settings.empty()) return out;
    }
    return out;
}

// Starts the plugin in its sandbox and ends it again.
Result<void> start(const PluginPlace& place, const AuthoredPlugin& plugin) {
    DESK_TRY(const auto configuration, throw_away_configuration(tried(place, plugin), "."));
    const auto& configured = configuration.plugins.at(0);
    Json settings = Json::object();
    for (const auto& [name, value] : configured.settings) settings[name] = value;
    const PluginLaunch launch{.host_program = default_host_program(),
                              .file = configured.file,
                              .manifest = *plugin.manifest,
                              .settings = dump_json(settings)};
    DESK_TRY(const auto started,
             IsolatedPlugin::start(launch, runtime_limits(configuration.limits, configured.timeout), {}));
    started->say_goodbye(std::chrono::steady_clock::now() + std::chrono::seconds{1});
    return {};
}

std::string state_of(const CheckedRule& checked) {
    if (checked.is_skipped) return "skipped";
    return checked.offences.empty() ? "kept" : "broken";
}

Json to_json(const PluginPlace& place, const CheckResult& result) {
    Json rules = Json::array();
    for (const auto& checked : result.rules) {
        rules.push_back({{"id", checked.rule.id},
                         {"level", name_of(checked.rule.level)},
                         {"says", checked.rule.says},
                         {"state", state_of(checked)},
                         {"offences", checked.offences},
                         {"fix", checked.rule.fix}});
    }
    return {{"plugin", place.name()},
            {"file", place.file},
            {"reached", name_of(result.reached)},
            {"rules", std::move(rules)}};
}

std::string as_text(const PluginPlace& place, const CheckResult& result) {
    std::string out;
    std::size_t kept = 0;
    std::size_t skipped = 0;
    for (const auto& checked : result.rules) {
        kept += state_of(checked) == "kept" ? 1 : 0;
        skipped += checked.is_skipped ? 1 : 0;
        if (checked.offences.empty()) continue;
        out += std::string{name_of(checked.rule.level)} + "  " + std::string{checked.rule.id} + ": " +
               std::string{checked.rule.says} + "\n";
        for (const auto& offence : checked.offences) out += "    " + offence + "\n";
        out += "    fix: " + std::string{checked.rule.fix} + "\n";
    }
    out += place.name() + ": " + std::to_string(kept) + " of " + std::to_string(result.rules.size()) + " rules kept";
    if (skipped > 0) out += ", " + std::to_string(skipped) + " skipped (give the source folder)";
    return out + "; level: " + std::string{name_of(result.reached)} + "\n";
}

bool breaks_bronze(const CheckedRule& checked) {
    return checked.rule.level == CheckLevel::bronze && !checked.offences.empty();
}

}  // namespace

int run_plugin_check(const CommandInput& input) {
    const auto place = find_plugin(input.argument(0), input.argument(1));
    if (!place) {
        return input.fail({.code = "DH5201",
                           .what = "there is no plugin to check",
                           .why = place.error().what,
                           .fix = "deskhand plugin check build/plugins/NAME.so"});
    }
    auto plugin = gather(*place);
    if (plugin.manifest) {
        const auto started = start(*place, plugin);
        if (!started) plugin.start_problem = started.error().what;
    }
    const auto result = check(plugin);
    input.shell.out << (input.is_json() ? dump_json(to_json(*place, result), 2) + "\n" : as_text(*place, result));
    const bool is_refused = std::any_of(result.rules.begin(), result.rules.end(), breaks_bronze);
    return is_refused ? exit_plugin : exit_ok;
}

}  // namespace desk
