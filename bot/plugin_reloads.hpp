// `deskhand plugin reload NAME` while the desk is open: starts the new build beside the old one, shakes hands, lets every
// next call go to it, and watches. Calls under way end with the build they began with; a new build that does worse than
// the old one did is taken back. Whatever fails leaves the old one serving. Any thread; one reload at a time.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <desk/result.hpp>

#include "bot/build_desk.hpp"
#include "bot/clock.hpp"
#include "bot/current.hpp"
#include "bot/desk.hpp"
#include "bot/log.hpp"

namespace desk {

// When a build is worse than the one before: it was quarantined, died three times, or of at least `least_calls` calls
// more than `bad_percent` failed and more than twice the old share.
struct ReloadRules {
    std::chrono::seconds watch{30};
    std::int64_t most_deaths = 3;
    std::int64_t least_calls = 10;
    std::int64_t bad_percent = 20;
};

// What is known of a build.
struct BuildRecord {
    PluginState state = PluginState::ok;
    std::int64_t deaths = 0;
    std::int64_t calls = 0;
    std::int64_t failed = 0;
};

// Why `now` is worse than `before`, for the operator; "": it is not.
std::string worse_than(const BuildRecord& before, const BuildRecord& now, const ReloadRules& rules);

class PluginReloads {
public:
    struct Parts {
        Current<Desk>& desk;
        const Log& log;
        Clock now = {};
    };
    struct Reloaded {
        std::string from = {};  // version
        std::string to = {};
    };

    explicit PluginReloads(Parts parts, ReloadRules rules = {}) : parts_{std::move(parts)}, rules_{rules} {}

    // `configured`: the plugin's section as it is now. Waits for the handshake. Errors: not_found (it is not in use),
    // invalid (refused: manifest, consent, wall, handlers, a command of another plugin; a sentence), unavailable, timeout
    // (it does not start). Nothing has changed after an error.
    Result<Reloaded> reload(const PluginConfiguration& configured, const StartPlugin& start);

    // Takes back what does worse, and lets old builds go whose time is over. A chore.
    Result<void> watch();

    // Another whole desk is made meanwhile: nothing is on probation any more.
    void forget_all();

private:
    // The build before the current one, kept until the new one has proved itself.
    struct Probation {
        PluginInUse before;
        Time until = {};
    };
    Result<void> take_back(const std::string& plugin, const PluginInUse& before, const std::string& why);

    Parts parts_;
    ReloadRules rules_;
    std::mutex mutex_;  // guards probations_ and every change of the desk made here
    std::map<std::string, Probation> probations_;
};

}  // namespace desk
