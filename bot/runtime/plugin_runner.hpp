// The bot's side of the wall: whoever can carry a call to a plugin and bring its answer back.
#pragma once

#include <desk/effect.hpp>
#include <desk/manifest.hpp>
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

using Deadline = std::chrono::steady_clock::time_point;

struct PluginAnswer {
    Answer answer = {};
    std::vector<Effect> effects = {};  // in the order they were asked for
    std::string question_reply = {};            // of a CallKind::question: the JSON document
};

// Answers a plugin's question (a JSON document, wire.md) with a JSON document: the reply, or an
// error document. Called on the thread inside `answer`, never after it has returned.
using AskBot = std::function<std::string(std::string_view question)>;

// How `what` of an error begins that is the runner's and not the plugin's own (its code is
// unavailable): the process died under the call, so the same call may be made again at once; too
// many calls wait; the plugin is quarantined, refused or not yet started.
inline constexpr std::string_view runner_died = "process died: ";
inline constexpr std::string_view runner_busy = "busy: ";
inline constexpr std::string_view runner_off = "not available: ";
// Likewise (its code is broken), when the plugin named another tenant, conversation or person than
// its call: what it said is ignored, the process has ended, the plugin is quarantined at once. The
// caller audits it.
inline constexpr std::string_view runner_forged = "forged: ";

// probing: its quarantine is over, and one call tries it.
enum class PluginState { starting, ok, quarantined, probing, refused, stopped };
inline constexpr std::array plugin_states{PluginState::starting, PluginState::ok,      PluginState::quarantined,
                                          PluginState::probing,  PluginState::refused, PluginState::stopped};
std::string_view name_of(PluginState state);

// For `deskhand plugin list`.
struct PluginReport {
    std::string id = {};
    std::string version = {};
    std::string wall = {};  // "1.0"
    PluginState state = PluginState::starting;
    std::int64_t calls = 0;
    std::int64_t deaths = 0;
    std::optional<std::chrono::microseconds> p95 = {};  // of the last calls (recent_durations.hpp)
    std::size_t processes = 0;
    std::string trust = {};                // bundled | pinned | unpinned
    std::vector<std::string> layers = {};  // of the sandbox, in force in the process started last
    std::string last_error = {};  // of a death, a refusal or a failed start; no customer's words
};

class PluginRunner {
public:
    PluginRunner() = default;
    PluginRunner(const PluginRunner&) = delete;
    PluginRunner& operator=(const PluginRunner&) = delete;
    virtual ~PluginRunner() = default;

    virtual const Manifest& manifest() const = 0;
    // Any thread; waits at most until `until`. For a CallKind::question the question is
    // call.arguments["question"]. Errors: the plugin's own; timeout (the hard limit: the process
    // was killed); broken (it threw: its process was replaced); unavailable (`what` begins with
    // runner_died, runner_busy or runner_off).
    virtual Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot,
                                        Deadline until) = 0;
    virtual PluginReport report() const = 0;
};

}  // namespace desk
