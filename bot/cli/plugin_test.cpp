#include "bot/cli/plugin_test.hpp"

#include "bot/cli/chat_script.hpp"
#include "bot/cli/made_up_world.hpp"
#include "bot/cli/throw_away_desk.hpp"

#include <filesystem>
#include <fstream>

namespace desk {
namespace {

struct Script {
    std::string file = {};
    std::string text = {};
    std::vector<ScriptLine> lines = {};
};

Result<Script> read(const std::string& file) {
    DESK_TRY(auto text, text_of_file(file));
    DESK_TRY(auto lines, read_script(file, text));
    return Script{file, std::move(text), std::move(lines)};
}

Result<ScriptResult> say_all(const PluginPlace& place, const Script& script) {
    const auto folder = std::filesystem::path{script.file}.parent_path().string();
    MadeUpWorld world{folder};
    const TriedPlugin plugin{.file = place.file, .settings = settings_of(script.lines), .folder = folder};
    DESK_TRY(const auto desk, ThrowAwayDesk::start(plugin, outside_of(world)));
    ChatSession session{*desk, {.person = "customer:joe", .conversation = "script"}};
    return run_script(session, script.file, script.lines,
                      [&world](const ScriptLine& line) { return world.change(line); });
}

Result<bool> update(const Script& script, const ScriptResult& result) {
    const auto text = updated_script(script.text, script.lines, result.answers);
    if (text == script.text) return false;
    std::ofstream file{script.file, std::ios::binary | std::ios::trunc};
    file << text;
    file.close();
    if (!file) return unavailable("cannot write " + script.file);
    return true;
}

// Whether the script holds, or does so now. Errors: it could not be run.
Result<bool> test(const CommandInput& input, const PluginPlace& place, const std::string& file) {
    DESK_TRY(const auto script, read(file));
    DESK_TRY(const auto result, say_all(place, script));
    const auto counted =
        file + ": " + std::to_string(result.said) + " said, " + std::to_string(result.held) + " as expected";
    if (input.has("--update")) {
        DESK_TRY(const bool is_changed, update(script, result));
        input.shell.out << counted << (is_changed ? "; rewritten\n" : "\n");
        return true;
    }
    input.shell.out << result.report << counted << (result.report.empty() ? "\n" : ", others not\n");
    return result.report.empty();
}

// tests of the source folder; NAME.tests of a plugin that was installed; ./tests.
std::string usual_folder(const PluginPlace& place) {
    if (!place.source.empty()) return place.source + "/tests";
    const auto beside = std::filesystem::path{place.file}.replace_extension(".tests").string();
    std::error_code missing;
    return std::filesystem::is_directory(beside, missing) ? beside : "tests";
}

int cannot_run(const CommandInput& input, const std::string& file, const std::string& why) {
    return input.fail({.code = "DH5202",
                       .what = "the golden script cannot be run",
                       .where = file,
                       .why = why,
                       .fix = "correct the script, the manifest or the plugin"});
}

}  // namespace

int run_plugin_test(const CommandInput& input) {
    const auto place = find_plugin(input.argument(0), input.argument(1));
    if (!place) {
        return input.fail({.code = "DH5201",
                           .what = "there is no plugin to test",
                           .why = place.error().what,
                           .fix = "deskhand plugin test build/plugins/NAME.so"});
    }
    const auto folder = input.option("--scripts", usual_folder(*place));
    const auto scripts = scripts_in(folder);
    if (scripts.empty()) {
        return input.fail(
            {.code = "DH5201",
             .what = "there is no golden script",
             .where = folder,
             .fix = "write one, such as tests/" + place->name() + ".chat, or name their folder: --scripts DIR"});
    }
    return test_scripts(input, *place, folder, scripts);
}

int test_scripts(const CommandInput& input, const PluginPlace& place, const std::string& folder,
                 const std::vector<std::string>& scripts) {
    int failed = 0;
    for (const auto& script : scripts) {
        const auto holds = test(input, place, script);
        if (!holds) return cannot_run(input, script, holds.error().what);
        failed += *holds ? 0 : 1;
    }
    if (failed == 0) return exit_ok;
    return input.fail(
        {.code = "DH5203",
         .what = std::to_string(failed) + " of " + std::to_string(scripts.size()) + " golden scripts did not hold",
         .where = folder,
         .fix = "correct the plugin or the script; --update writes down what comes back now"});
}

}  // namespace desk
