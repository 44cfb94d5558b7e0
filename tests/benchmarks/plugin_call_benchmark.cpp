// One call to a plugin and its answer back: through its process, and for comparison through the C
// wall alone.
//
//     ./bot/build.sh release plugin_call_benchmark && build/release/plugin_call_benchmark
//
// The counters are what issue 3 asks for: p50_us and p99_us of a call, p50_ms of a start, private_kb of an idle process.
#include "bot/runtime/plugin_pool.hpp"
#include <desk/testing/loaded_plugin.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <ratio>
#include <string>
#include <vector>

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

// Durations of single rounds, in the unit that is asked for.
class Rounds {
public:
    template <class Act>
    auto time(Act act) {
        const auto began = std::chrono::steady_clock::now();
        auto result = act();
        took_.push_back(std::chrono::steady_clock::now() - began);
        return result;
    }
    // The duration that `share` of the rounds did not exceed.
    template <class Unit>
    double within(double share) {
        if (took_.empty()) return 0;
        const auto at = static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1));
        std::nth_element(took_.begin(), took_.begin() + static_cast<std::ptrdiff_t>(at), took_.end());
        return std::chrono::duration<double, Unit>(took_[at]).count();
    }

private:
    std::vector<std::chrono::steady_clock::duration> took_ = {};
};

// What belongs to the process alone, shared libraries and the sealed file left out. Read by a desk that runs as root: the
// processes are not readable by their own user.
double private_kilobytes(pid_t pid) {
    std::ifstream file{"/proc/" + std::to_string(pid) + "/smaps_rollup"};
    double sum = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Private_Clean:") || line.starts_with("Private_Dirty:"))
            sum += std::strtod(line.c_str() + line.find(':') + 1, nullptr);
    }
    return sum;
}

void call_through_process(benchmark::State& state, const std::string& plugin,
                          const std::string& text) {
    desk::PluginPool pool{launch_of(plugin), {}, nullptr};
    if (const auto started = pool.start(); !started)
        return state.SkipWithError(started.error().what.c_str());
    const auto call = call_of(plugin, text);
    Rounds rounds;
    for (auto _ : state) {
        const auto answered = rounds.time([&] { return pool.answer(call, reply, soon()); });
        if (!answered) return state.SkipWithError(answered.error().what.c_str());
    }
    state.counters["p50_us"] = rounds.within<std::micro>(0.50);
    state.counters["p99_us"] = rounds.within<std::micro>(0.99);
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
    Rounds rounds;
    double kilobytes = 0;
    for (auto _ : state) {
        const auto plugin = rounds.time([&] { return desk::IsolatedPlugin::start(launch, {}, nullptr); });
        if (!plugin) return state.SkipWithError(plugin.error().what.c_str());
        kilobytes = private_kilobytes((*plugin)->pid());
    }
    state.counters["p50_ms"] = rounds.within<std::milli>(0.50);
    state.counters["p99_ms"] = rounds.within<std::milli>(0.99);
    state.counters["private_kb"] = kilobytes;
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
