// deskhand plugin list
//
// A running desk is asked for the truth: GET /admin/plugins of the admin listener answers
//     {"plugins":[{"name","version","wall","state","trust","calls","deaths","sandbox","p95_ms","note"}]}
// state: ok | starting | quarantined | probing | refused; trust: bundled | pinned | unpinned (bot/trust); calls since the
// start; sandbox: the layers in force; p95_ms: of the last 256 calls; the last three may be missing. Configured plugins
// that do not run in it, and all of them while the desk is stopped, are told from the configuration, the manifests and
// plugins.lock; the states are then `disabled`, `refused` (other wall, unreadable manifest, not what was enabled),
// `missing` and `stopped`.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_list(const CommandInput& input);

}  // namespace desk
