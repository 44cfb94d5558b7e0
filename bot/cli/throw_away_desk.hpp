// A desk for one plugin that is being written: the sample's customers, a new database, no listener, and the plugin in
// its real sandboxed process. For `deskhand plugin test`, `plugin check` and `chat --plugin`. Everything is deleted
// with it.
#pragma once

#include "bot/application.hpp"
#include "bot/cli/ask_desk.hpp"
#include "bot/configuration/configuration.hpp"
#include "bot/sample/sample_folder.hpp"
#include <desk/result.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace desk {

// What is tried: the built plugin, and its settings as a configuration would give them. A file setting names a file in
// `folder`.
struct TriedPlugin {
    std::string file = {};
    std::map<std::string, std::string> settings = {};
    std::string folder = {};
};

// The configuration of such a desk in `place`, a folder with the sample's customers.
// Errors: invalid (no manifest beside the plugin, a setting that it does not declare or that is missing).
Result<Configuration> throw_away_configuration(const TriedPlugin& plugin, const std::string& place);

class MadeUpWorld;
// Its clock and its web, for a desk; the world outlives it.
Outside outside_of(const MadeUpWorld& world);

// One thread at a time.
class ThrowAwayDesk final : public AskDesk {
public:
    // Errors: those of throw_away_configuration and of starting a desk; invalid (the plugin was refused: why).
    static Result<std::unique_ptr<ThrowAwayDesk>> start(const TriedPlugin& plugin, Outside outside);

    Result<ChatAnswer> ask(std::string_view person, std::string_view conversation, std::string_view text,
                           std::string_view language) override;

private:
    ThrowAwayDesk(std::unique_ptr<SampleFolder> place, std::unique_ptr<Log> log);

    // In the order they are needed by what stands below.
    std::unique_ptr<SampleFolder> place_;
    std::unique_ptr<Log> log_;
    std::unique_ptr<Application> application_;
    std::unique_ptr<AskDesk> asked_;
};

// For `deskhand chat --plugin`: with the settings, the clock and the web of a golden script, as they are above its
// first said line; without one ("") in the real world, with the manifest's default settings.
Result<std::unique_ptr<AskDesk>> open_plugin_desk(const std::string& file, const std::string& world);

}  // namespace desk
