// Makes the desk that a configuration describes: reads the directory, the texts and the manifests, makes the adapters,
// starts the plugins. A plugin that cannot be used never stops the desk: it is reported and left out.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <desk/result.hpp>

#include "bot/configuration/configuration.hpp"
#include "bot/desk.hpp"
#include "conversations/language/wording.hpp"
#include <desk/manifest.hpp>

namespace desk {

// Starts one plugin of the configuration; the manifest has been read. Called by several threads at once. Errors: a sentence
// for the operator.
using StartPlugin = std::function<Result<std::shared_ptr<PluginRunner>>(const PluginConfiguration& plugin,
                                                                        const Manifest& manifest)>;

struct BuiltDesk {
    std::shared_ptr<const Desk> desk = {};
    std::vector<std::string> warnings = {};  // one sentence each: which plugin was left out, and why
};

// Errors: invalid (the directory or an adapter's settings, a command that two plugins claim).
Result<BuiltDesk> build_desk(const Configuration& configuration, const StartPlugin& start_plugin);

// One plugin, read from its files and started; `core`: the desk's own words, which its words fall back on. Errors: a
// sentence for the operator.
Result<PluginInUse> use_plugin(const PluginConfiguration& configured, const Wording& core,
                               const StartPlugin& start_plugin);

// The same desk with another build of one plugin. Errors: invalid (a command that another plugin claims).
Result<std::shared_ptr<const Desk>> with_plugin(const Desk& desk, PluginInUse plugin);

// The same desk with another directory; `filed` stays.
std::shared_ptr<const Desk> with_directory(const Desk& desk, Directory completed_directory);

}  // namespace desk
