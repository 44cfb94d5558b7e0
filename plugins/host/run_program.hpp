// A plugin that is a program: it takes this process over, with the socket, and speaks the frames itself
// (plugins/sdk/wire.md, "Frames").
#pragma once

#include "plugins/host/load_plugin.hpp"
#include "plugins/host/sandbox.hpp"
#include "plugins/host/serve.hpp"

#include <string>

namespace desk {

// Gives up what a program does not need, tells the bot which layers are in force, before any code of the plugin runs and
// could say otherwise, and runs it: `path` is its only argument, its environment is empty, the socket stays descriptor 3.
// Returns only what went wrong: invalid (its interpreter is missing), unavailable.
Error run_program(const SealedPlugin& sealed, const std::string& path, Sandbox& sandbox, BotSocket& socket);

// Starts over with the same arguments as "<this program>-asan", which is built beside it for tests and never installed.
// Returns only what went wrong: invalid (it is not there).
Error run_sanitized_host(const SealedPlugin& sealed, char** arguments);

}  // namespace desk
