// The whole program in one object: builds every part in the order of the road, starts its threads, stops them in reverse.
// Owns everything; non-owning links between the parts are references.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <desk/result.hpp>

#include "bot/api/admin_routes.hpp"
#include "bot/api/public_routes.hpp"
#include "bot/build_desk.hpp"
#include "bot/chores/chores.hpp"
#include "bot/chores/file_check.hpp"
#include "bot/chores/index_pace.hpp"
#include "bot/chores/people.hpp"
#include "bot/chores/plugin_timers.hpp"
#include "bot/clock.hpp"
#include "bot/configuration/configuration.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/deliver/deliverer.hpp"
#include "bot/dispatch/dispatcher.hpp"
#include "bot/http/client_pool.hpp"
#include "bot/http/front_door.hpp"
#include "bot/plugin_reloads.hpp"
#include "bot/recorder.hpp"
#include "bot/worker.hpp"
#include "storage/open_storage.hpp"

namespace desk {

// The world around the desk as messages see it: `deskhand plugin test` makes it up. Leases, health and chores keep the
// real clock.
struct Outside {
    Clock now = system_now;  // of what is received and answered
    SendHttp fetch = {};     // for plugins; empty: the network, as far as the rules allow
    ProbeHost probe = {};    // likewise
    std::function<Result<Configuration>()> reread = {};  // the configuration as its file says now; empty: it never changes
};

class Application {
public:
    // Builds the desk on the storage and starts the threads that answer; no socket yet. The log outlives it.
    // Errors: those of build_desk; unavailable (the storage). `start_plugin` is called on the calling thread.
    static Result<std::unique_ptr<Application>> start(const Configuration& configuration, const Log& log,
                                                      StartPlugin start_plugin, Storage storage, Outside outside = {});
    // Stops: no new delivery is let in, what is being worked on ends, then the parts go.
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    // Opens both listeners. Errors: unavailable (taken; one sentence).
    struct Endpoints {
        Endpoint listen = {};
        Endpoint admin = {};
    };
    // Both as "127.0.0.1:8080"; may be called again with other addresses after an error.
    Result<Endpoints> listen(const std::string& listen, const std::string& admin_listen);

    // Whether both addresses are free now, before anything is started for nothing. Errors: as listen.
    static Result<void> can_listen(const std::string& listen, const std::string& admin_listen);

    // A new configuration while running: people, adapters, plugins, limits of calls. Errors: nothing has changed.
    Result<std::vector<std::string>> reload(const Configuration& configuration);

    // Asks the desk as the console does; for `deskhand chat --config` and tests.
    Result<Answered> ask(std::string_view adapter, const HttpRequest& request, std::string_view event_id);

    // Another build of one plugin, see PluginReloads; its section is read again.
    Result<PluginReloads::Reloaded> reload_plugin(const std::string& name);

    const std::vector<std::string>& warnings() const { return warnings_; }
    const Current<Desk>& desk() const { return desk_; }

private:
    Application(const Configuration& configuration, const Log& log, StartPlugin start_plugin, Storage storage,
                InFlight in_flight, BuiltDesk built, const Outside& outside);
    Result<void> take_over();
    void start_workers();
    Result<bool> give_up();
    SendHttp send_by_network();
    std::vector<Chore> chore_table();
    std::vector<std::string> stuck_threads();

    struct Door {
        HttpServer server;
        FrontDoor door;
        std::thread loop = {};

        Door(const HttpLimits& limits, const Log& log, const DoorRules& rules);
        ~Door();
    };

    Configuration configuration_;
    const Log& log_;
    StartPlugin start_plugin_;
    std::function<Result<Configuration>()> reread_;
    std::vector<std::string> warnings_;
    Time started_at_;
    Metrics metrics_;
    std::atomic<bool> is_draining_ = false;

    Storage storage_;
    InFlight in_flight_;
    Current<Desk> desk_;
    Admission admission_;
    Circuit circuit_;
    FetchCache cache_;
    AnswerBoard board_;
    ClientPool clients_;
    Nudge unrecorded_;
    Nudge stored_;
    Nudge outgoing_;
    Precedence precedence_;

    Receiver receiver_;
    Dispatcher dispatcher_;
    Deliverer deliverer_;
    Recorder recorder_;
    Asking asking_;
    PluginTimers plugin_timers_;
    PluginReloads reloads_;
    People people_;
    IndexPace index_pace_ = {};
    Chores chores_;
    Nudge chores_due_;
    Nudge late_;
    FileCheck file_check_;
    PublicParts public_parts_;
    AdminParts admin_parts_;

    // What ticks; a thread that stands still for long is stuck.
    struct Tick {
        std::uint64_t ticks = 0;
        std::chrono::steady_clock::time_point at = {};
    };
    std::mutex ticks_mutex_;
    std::map<std::string, Tick> ticks_;  // guarded by ticks_mutex_

    std::vector<std::unique_ptr<Worker>> workers_;
    std::unique_ptr<Door> admin_door_;
    std::unique_ptr<Door> door_;
};

}  // namespace desk
