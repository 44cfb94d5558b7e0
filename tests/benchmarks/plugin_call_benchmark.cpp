// One call to a plugin and its answer back: through its process, and for comparison through the C
// wall alone.
//
//     ninja -C build/release plugin_call_benchmark && build/release/plugin_call_benchmark
#include "bot/runtime/plugin_pool.hpp"
#include <desk/testing/loaded_plugin.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

namespace {

desk::PluginLaunch launch_of(const std::string& plugin) {
    const std::string path = std::string{DESK_BUILD_DIR} + "/plugins/" + plugin;
    std::ifstream stream{path + ".plugin.json"};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    return {std::string{DESK_BUILD_DIR} + "/deskhand-plugin-host", path + ".so",
            *desk::read_manifest(text, plugin), "{}"};
}

desk::Call call_of(const std::string& handler, std::string text) {
    desk::Call call{.id = "c7f", .kind = desk::CallKind::text, .name = handler};
    call.arguments["text"] = std::move(text);
    call.conversation = "webhook/c-1";
    call.asker = {"p81", "contact", {"Anna", "Kovács"}};
    call.customer = {"contoso", "Contoso Kft."};
    call.language = "hu";
    call.time_zone = "Europe/Budapest";
    return call;
}

std::string reply(std::string_view) {
    return R"({"value":"premium"})";
}

desk::Deadline soon() {
    return std::chrono::steady_clock::now() + std::chrono::seconds{5};
}

void call_through_process(benchmark::State& state, const std::string& plugin,
                          const std::string& text) {
    desk::PluginPool pool{launch_of(plugin), {}, nullptr};
    if (const auto started = pool.start(); !started)
        return state.SkipWithError(started.error().what.c_str());
    const auto call = call_of(plugin, text);
    for (auto _ : state) {
        const auto answered = pool.answer(call, reply, soon());
        if (!answered) return state.SkipWithError(answered.error().what.c_str());
    }
}

void call_through_wall(benchmark::State& state, const std::string& plugin,
                       const std::string& text) {
    const auto launch = launch_of(plugin);
    const auto loaded = desk::test::LoadedPlugin::load(launch.file, launch.settings);
    const auto call = call_of(plugin, text);
    for (auto _ : state) {
        const auto answered = (*loaded)->answer(call, reply);
        if (!answered) return state.SkipWithError(answered.error().what.c_str());
    }
}

void start_a_process(benchmark::State& state) {
    const auto launch = launch_of("echo");
    for (auto _ : state) {
        const auto plugin = desk::IsolatedPlugin::start(launch, {}, nullptr);
        if (!plugin) return state.SkipWithError(plugin.error().what.c_str());
    }
}

}  // namespace

BENCHMARK_CAPTURE(call_through_process, echo, "echo", "hello")
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(call_through_process, ten_questions, "fault", "!fault calls 10")
    ->UseRealTime()
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(call_through_wall, echo, "echo", "hello")->Unit(benchmark::kMicrosecond);
BENCHMARK(start_a_process)->UseRealTime()->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
