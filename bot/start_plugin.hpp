// Starts the plugins of a configuration, each in a process of its own.
#pragma once

#include <string>

#include "bot/build_desk.hpp"
#include "bot/configuration/limits.hpp"
#include "bot/log.hpp"
#include "bot/runtime/limits.hpp"

namespace desk {

// `host_program`: path of deskhand-plugin-host. The log outlives the plugins.
StartPlugin isolated_plugins(std::string host_program, const Limits& limits, const Log& log);

RuntimeLimits runtime_limits(const Limits& limits, std::chrono::milliseconds timeout);

// The host program that belongs to this build: beside the running program, or in <prefix>/lib/deskhand of an installed one.
std::string default_host_program();

}  // namespace desk
