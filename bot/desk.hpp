// The desk as it is configured now: who the people are, which platforms and plugins are in use, in which words it
// speaks. Immutable; a reload makes a new one beside the old and swaps (bot/current.hpp). Adapters and plugins go on in the
// desk after it when one plugin alone is reloaded: therefore they are shared.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/catalogue.hpp"
#include "bot/call_counts.hpp"
#include "bot/configuration/configuration.hpp"
#include "bot/dispatch/router.hpp"
#include "bot/dispatch/sentence_reader.hpp"
#include "bot/runtime/plugin_runner.hpp"
#include "bot/services/account.hpp"
#include "bot/services/second_reader.hpp"
#include "conversations/language/wording.hpp"
#include "conversations/people/directory.hpp"

namespace desk {

struct AdapterInUse {
    std::string name = {};
    const AdapterKind* kind = nullptr;
    std::shared_ptr<const Adapter> adapter = {};
    bool allow_private = false;
    // Whoever speaks through it is known to be who they say (the console, the API with the desk's own token).
    bool trusts_ids = false;
};

struct PluginInUse {
    std::string name = {};
    std::shared_ptr<PluginRunner> runner = {};
    std::shared_ptr<CallCounts> counts = std::make_shared<CallCounts>();
    std::shared_ptr<const Wording> wording = {};  // the plugin's texts, then the core's
    std::map<std::string, std::string, std::less<>> settings = {};
    std::chrono::milliseconds timeout{10'000};
    bool allow_private = false;
    std::int64_t numbers_from = 1;  // of its series

    // As its manifest spells it; nullptr: it does not provide this.
    const std::string* provided(std::string_view capability) const {
        for (const auto& offered : runner->manifest().provides) {
            if (is_same_capability(offered, capability)) return &offered;
        }
        return nullptr;
    }
    // Of its manifest; nullptr: there is none of this name.
    const HookDeclaration* hook(std::string_view hook_name) const {
        for (const auto& declared : runner->manifest().hooks) {
            if (declared.name == hook_name) return &declared;
        }
        return nullptr;
    }
};

struct Desk {
    std::string name = {};
    std::vector<std::string> languages = {};  // the first is the default
    std::string time_zone = {};
    Directory directory;  // completed by what sources and linked accounts say
    Directory filed;      // as its file says
    std::shared_ptr<const Wording> wording = {};  // the core's texts
    std::map<std::string, AdapterInUse, std::less<>> adapters = {};
    std::map<std::string, PluginInUse, std::less<>> plugins = {};
    std::map<std::string, std::shared_ptr<Account>, std::less<>> accounts = {};
    Router router;
    std::shared_ptr<const SentenceReader> sentences = {};  // none: free text is not understood
    std::shared_ptr<SecondReader> second_reader = {};      // none: what is not surely understood is asked of nobody

    // nullptr: not configured.
    const AdapterInUse* adapter(std::string_view adapter_name) const {
        const auto found = adapters.find(adapter_name);
        return found == adapters.end() ? nullptr : &found->second;
    }
    const PluginInUse* plugin(std::string_view plugin_name) const {
        const auto found = plugins.find(plugin_name);
        return found == plugins.end() ? nullptr : &found->second;
    }
    // The plugin that provides a capability, or nullptr.
    const PluginInUse* provider_of(std::string_view capability) const;
};

}  // namespace desk
