#include "bot/cli/plugin_reload.hpp"

#include "bot/authoring/plugin_place.hpp"
#include "bot/cli/configured.hpp"
#include "bot/cli/plugin_test.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

int not_reloaded(const CommandInput& input, const std::string& name, const std::string& url, const Error& error) {
    if (is_passing(error)) {
        return input.fail({.code = "DH3102", .what = "no desk is running", .where = url, .why = error.what,
                           .fix = "start it; a desk that starts takes the new build anyway"});
    }
    return input.fail({.code = "DH5108", .what = "the desk keeps the old build of " + name, .where = url, .why = error.what,
                       .fix = "correct the plugin, or allow it: deskhand plugin enable " + name});
}

}  // namespace

int run_plugin_reload(const CommandInput& input) {
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;

    const auto& name = input.argument(0);
    const auto& plugins = configuration->plugins;
    const auto found = std::find_if(plugins.begin(), plugins.end(), [&](const auto& plugin) { return plugin.name == name; });
    if (found == plugins.end()) {
        return input.fail({.code = "DH5105", .what = "the configuration has no plugin called " + name,
                           .fix = "deskhand plugin list"});
    }
    const PluginPlace place{.file = found->file};
    const auto folder = found->file.substr(0, found->file.rfind('.')) + ".tests";
    if (const auto scripts = scripts_in(folder); !scripts.empty()) {
        code = test_scripts(input, place, folder, scripts);
        if (code != exit_ok) return code;
    }

    const auto path = "/admin/plugins/" + name + "/reload";
    const auto answer = ask_admin(input, *configuration, "POST", path);
    if (!answer) return not_reloaded(input, name, admin_url(*configuration, path), answer.error());
    const auto document = parse_json(*answer);
    const auto version = [&](const char* field) { return document ? text_or(*document, field, "?") : std::string{"?"}; };
    input.shell.out << name << " " << version("from") << " → " << version("to") << "\n";
    return exit_ok;
}

}  // namespace desk
