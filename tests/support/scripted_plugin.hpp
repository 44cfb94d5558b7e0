// A plugin made up by a test: answers with whatever the test says, without a process.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "bot/runtime/plugin_runner.hpp"

namespace desk::test {

using Script = std::function<Result<PluginAnswer>(const Call& call, const AskBot& ask_bot)>;

class ScriptedPlugin final : public PluginRunner {
public:
    ScriptedPlugin(Manifest manifest, Script script) : manifest_{std::move(manifest)}, script_{std::move(script)} {}

    const Manifest& manifest() const override { return manifest_; }
    Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot, Deadline) override {
        return script_(call, ask_bot);
    }
    PluginReport report() const override { return {.id = manifest_.id, .state = PluginState::ok}; }

private:
    Manifest manifest_;
    Script script_;
};

inline PluginAnswer answers(std::string text) {
    return {.answer = say("common.text", {{"text", std::move(text)}})};
}

// A manifest with one command everybody may run and one listener to everything.
inline Manifest open_manifest(std::string id) {
    const std::vector<std::string> everybody{"guest", "contact", "helpdesk", "admin"};
    Manifest manifest{.id = id, .version = "1.0.0"};
    manifest.commands.push_back({.name = id, .help = "common.text", .roles = everybody,
                                 .arguments = {{.name = "text", .type = ArgumentType::rest}}, .needs_customer = false});
    manifest.listens.push_back({.name = "everything", .roles = everybody});
    return manifest;
}

}  // namespace desk::test
