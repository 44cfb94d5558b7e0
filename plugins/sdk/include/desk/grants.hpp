// Whether a manifest grants what a plugin wants to have done: asked by the desk and by the test kit.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <desk/effect.hpp>
#include <desk/json.hpp>
#include <desk/manifest.hpp>
#include <desk/result.hpp>

namespace desk {

namespace sdk {
inline void add_addresses(const Json& value, std::vector<std::string>& addresses) {
    if (value.is_object()) {
        auto url = text_or(value, "url", "");
        // What is probed has an origin as well.
        for (const std::string_view scheme : {"tcp://", "tls://"}) {
            if (url.starts_with(scheme)) url = "https://" + url.substr(scheme.size());
        }
        if (!url.empty()) addresses.push_back(std::move(url));
    }
    if (!value.is_structured()) return;
    for (const auto& part : value) add_addresses(part, addresses);
}
}  // namespace sdk

// What "{setting}" among a manifest's hosts grants: the origin of the address in that setting, and of a file setting, of
// every `url` in it. Who wrote the file is who configured the plugin.
inline std::vector<std::string> granted_addresses(const std::string& setting) {
    if (!setting.starts_with('{')) return {setting};
    std::vector<std::string> addresses;
    if (const auto document = parse_json(setting)) sdk::add_addresses(*document, addresses);
    return addresses;
}

// Whether the manifest lets a plugin with these settings have its requests signed by `account`.
template <class Settings>
bool may_sign_with(const Manifest& manifest, const Settings& settings, const std::string& account) {
    const auto& grants = manifest.permissions.accounts;
    return std::any_of(grants.begin(), grants.end(), [&](const std::string& grant) {
        if (!grant.starts_with('{')) return grant == account;
        const auto setting = settings.find(grant.substr(1, grant.size() - 2));
        return setting != settings.end() && setting->second == account;
    });
}

// Errors: denied ("publish outage: not among the manifest's topics").
inline Result<void> check_grant(const Manifest& manifest, const Effect& effect) {
    // A topic may go on after a slash: "outage/EX1042" is granted by "outage".
    const auto among = [&](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), effect.key.substr(0, effect.key.find('/'))) != names.end();
    };
    switch (effect.kind) {
        case Effect::Kind::remember:
        case Effect::Kind::forget:
            if (manifest.permissions.storage_kb > 0) return {};
            return denied("storage_kb: not granted in the manifest");
        case Effect::Kind::hand_over:
            if (manifest.permissions.hand_over) return {};
            return denied("hand_over: not granted in the manifest");
        case Effect::Kind::schedule:
        case Effect::Kind::unschedule: {
            const bool is_declared = std::any_of(manifest.timers.begin(), manifest.timers.end(), [&](const auto& timer) {
                return timer.name == effect.key && timer.is_set_by_plugin();
            });
            if (is_declared) return {};
            return denied("schedule " + effect.key + ": not among the manifest's timers, or one of the clock's own");
        }
        case Effect::Kind::subscribe:
        case Effect::Kind::unsubscribe:
        case Effect::Kind::publish:
            if (among(manifest.topics)) return {};
            return denied(effect.key + ": not among the manifest's topics");
        case Effect::Kind::enrol:
            if (manifest.permissions.directory) return {};
            return denied("directory: not granted in the manifest");
        case Effect::Kind::count:
            if (among(manifest.metrics)) return {};
            return denied("count " + effect.key + ": not among the manifest's metrics");
    }
    return denied("an effect nobody knows");
}

}  // namespace desk
