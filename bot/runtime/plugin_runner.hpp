// The bot's side of the wall: whoever can carry a call to a plugin and bring its answer back.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include "bot/runtime/manifest.hpp"

namespace desk {

using Deadline = std::chrono::steady_clock::time_point;

// What a plugin asked to be done with its answer.
struct RequestedEffect {
    enum class Kind { remember, forget, hand_over };
    Kind kind = Kind::remember;
    std::string key = {};    // remember, forget
    std::string value = {};  // remember: the value; hand_over: why
};

struct PluginAnswer {
    Answer answer = {};
    std::vector<RequestedEffect> effects = {};  // in the order they were asked for
    std::string question_reply = {};            // of a CallKind::question: the JSON document
};

// Answers a plugin's question (a JSON document, wire.md) with a JSON document: the reply, or an error document. Called
// on the thread inside `answer`, never after it has returned.
using AskBot = std::function<std::string(std::string_view question)>;

class PluginRunner {
public:
    PluginRunner() = default;
    PluginRunner(const PluginRunner&) = delete;
    PluginRunner& operator=(const PluginRunner&) = delete;
    virtual ~PluginRunner() = default;

    virtual const Manifest& manifest() const = 0;
    // Any thread; waits at most until `until`. For a CallKind::question the question is call.arguments["question"].
    // Errors: the plugin's own; timeout (the hard limit: the process was killed); broken (it threw: its process was
    // replaced); unavailable (it died, is starting, is quarantined or has too many calls waiting; `what` says which).
    virtual Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot, Deadline until) = 0;
};

}  // namespace desk
