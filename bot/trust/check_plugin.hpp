// Reads what lies there and what was consented to, and judges it: at every start of a plugin, and for the command line.
#pragma once

#include "bot/configuration/configuration.hpp"
#include "bot/trust/judge_plugin.hpp"
#include <desk/manifest.hpp>
#include <desk/result.hpp>

namespace desk {

// What lies there now: file and manifest are read. Errors: not_found, invalid, unavailable (of the files).
Result<PresentPlugin> present_plugin(const PluginConfiguration& plugin, const Manifest& manifest);

// Errors: as present_plugin; DH5104 stands in the sentence of a plugins.lock that cannot be read.
Result<TrustVerdict> check_plugin(const PluginConfiguration& plugin, const Manifest& manifest);

}  // namespace desk
