// deskhand plugin list
//
// A running desk is asked for the truth: GET /admin/plugins of the admin listener answers
//     {"plugins":[{"name","version","wall","state","trust","calls","p95_ms","note"}]}
// state: ok | starting | quarantined | refused | disabled; trust: bundled | pinned | unpinned
// (bot/trust); calls since the start; p95_ms, note: may be missing. Configured plugins
// that do not run in it are told from their files. While the desk is stopped the
// list comes from the configuration, the manifests and plugins.lock; the states are then `disabled`,
// `refused` (other wall, unreadable manifest, not what was enabled), `missing` and `stopped`.
#pragma once

#include "bot/cli/command.hpp"

namespace desk {

int run_plugin_list(const CommandInput& input);

}  // namespace desk
