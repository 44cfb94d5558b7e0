// What the operator reaches, on a listener of its own (loopback unless configured otherwise): /livez /readyz /metrics and
// the verbs of `deskhand admin` that need the running desk.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bot/plugin_reloads.hpp"
#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/deliver/circuit.hpp"
#include "bot/desk.hpp"
#include "bot/http/http_server.hpp"
#include "bot/metrics.hpp"
#include "storage/open_storage.hpp"

namespace desk {

struct AdminParts {
    Store& store;
    const StorageHealth& health;
    const Current<Desk>& desk;
    const Circuit& circuit;
    Metrics& metrics;
    Clock now = {};
    Time started_at = {};
    std::function<bool()> is_draining = {};
    std::function<void()> work = {};  // nudges the stages: something waits again
    std::function<std::vector<std::string>()> stuck_threads = {};  // those that have not ticked for 5 s
    std::function<Result<PluginReloads::Reloaded>(const std::string& plugin)> reload_plugin = {};
    std::int64_t most_backlog = 50'000;
};

// `parts` outlive the server.
void add_admin_routes(HttpServer& server, const AdminParts& parts);

}  // namespace desk
