// What the tests of plugin runners share: plugins as built, calls, and a runner inside the test's
// own process.
#pragma once

#include "bot/runtime/plugin_pool.hpp"
#include <desk/testing/loaded_plugin.hpp>
#include <desk/testing/plain.hpp>

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace desk::test {

inline std::string read_file(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

// A folder of a test's own in the build folder, gone when the test is over.
struct TestFolder {
    explicit TestFolder(const std::string& name)
        : path{std::string{DESK_BUILD_DIR} + "/" + name + "." + std::to_string(::getpid())} {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { std::filesystem::remove_all(path); }

    const std::string path;
};

// A plugin's file below the build folder, with the manifest beside it.
inline PluginLaunch launch_of_file(const std::string& file) {
    const std::string path = std::string{DESK_BUILD_DIR} + "/" + file;
    const std::string beside = std::filesystem::path{path}.replace_extension(".plugin.json");
    auto manifest = read_manifest(read_file(beside), std::filesystem::path{beside}.filename().string());
    EXPECT_TRUE(manifest) << manifest.error().what;
    return {std::string{DESK_BUILD_DIR} + "/deskhand-plugin-host", path, *manifest, "{}"};
}

// echo or fault, the shared object.
inline PluginLaunch launch_of(const std::string& plugin) {
    return launch_of_file("plugins/" + plugin + ".so");
}

// echo or fault, the program.
inline PluginLaunch launch_of_program(const std::string& plugin) {
    return launch_of_file("plugins_of_tests/" + plugin + (plugin == "echo" ? ".py" : ".pyz"));
}

// The limits of the desk, but for a start on a machine that is busy with other things.
inline RuntimeLimits patient_limits() {
    RuntimeLimits limits;
    limits.start_time = std::chrono::milliseconds{30'000};
    return limits;
}

// Short ones, and no quarantine.
inline RuntimeLimits short_limits() {
    auto limits = patient_limits();
    limits.hard_time = std::chrono::milliseconds{1'000};
    limits.grace = std::chrono::milliseconds{100};
    limits.deaths = 1'000;
    limits.restart_pause = std::chrono::milliseconds{1};
    return limits;
}

inline Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

inline Call call_of(const std::string& handler, const std::string& text, std::int64_t seq = 1) {
    Call call{.id = "message-" + std::to_string(seq), .kind = CallKind::text, .name = handler};
    call.arguments["text"] = text;
    call.seq = seq;
    call.asker = {"p1", "contact", {"Anna", "Kovács"}};
    call.customer = {"contoso", "Contoso Kft."};
    call.language = "hu";
    return call;
}

// Answers every question with `{"value":"kept"}`.
inline std::string kept(std::string_view) {
    return R"({"value":"kept"})";
}

// The words of the answer, or "CODE: what".
inline std::string said(const Result<PluginAnswer>& answered) {
    if (answered) {
        if (answered->answer.text.empty()) return "";
        return plain(answered->answer.text.front().values.at("text"));
    }
    return std::string{wire::name_in(wire::error_codes, answered.error().code)} + ": " +
           answered.error().what;
}

// A runner that calls the plugin in the test's own process, through the same C functions.
class InProcessRunner final : public PluginRunner {
public:
    explicit InProcessRunner(const PluginLaunch& launch)
        : manifest_{launch.manifest}, plugin_{*LoadedPlugin::load(launch.file, launch.settings)} {}

    const Manifest& manifest() const override { return manifest_; }
    PluginReport report() const override { return {.id = manifest_.id, .state = PluginState::ok}; }
    Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot, Deadline) override {
        DESK_TRY(const auto document, plugin_->answer(call, ask_bot));
        DESK_TRY(auto full, wire::read_answer(document));
        return PluginAnswer{std::move(full.answer), std::move(full.effects), std::move(full.reply)};
    }

private:
    Manifest manifest_;
    std::unique_ptr<LoadedPlugin> plugin_;
};

}  // namespace desk::test
