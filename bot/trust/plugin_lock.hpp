// plugins.lock: what the operator consented to, beside the configuration file. JSON, written by `deskhand plugin
// enable` and `disable`, read at every start and reload; made to be read and to be kept in version control:
//
//     {"format": 1,
//      "plugins": {"crm_lookup": {"file": "/usr/lib/deskhand/plugins/crm_lookup.so", "version": "0.3.1",
//                                 "sha256": "…", "manifest_sha256": "…", "enabled": true,
//                                 "at": "2026-11-25T10:00:00.000Z",
//                                 "permissions": ["command crm helpdesk", "host crm.example", …]}}}
#pragma once

#include <desk/result.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct PluginConsent {
    std::string file = {};  // as it was called then; for people
    std::string version = {};
    std::string sha256 = {};                    // of the file; "": disabled before it was ever enabled
    std::string manifest_sha256 = {};           // of the manifest beside it
    std::vector<std::string> permissions = {};  // permission_keys, sorted
    std::string at = {};                        // when, RFC 3339, UTC
    bool is_enabled = true;                     // false: `deskhand plugin disable`; the consent stays

    bool operator==(const PluginConsent&) const = default;
};

using PluginLock = std::map<std::string, PluginConsent, std::less<>>;  // by the plugin's name in the configuration

// "plugins.lock" in the folder of the configuration file; "" without a file.
std::string plugin_lock_path(std::string_view configuration_file);

// Strict. Errors: invalid (not what we write, of a later format), one sentence.
Result<PluginLock> parse_plugin_lock(std::string_view text);
std::string to_text(const PluginLock& lock);

// Empty when there is no such file. Errors: as parse_plugin_lock; unavailable (cannot be read).
Result<PluginLock> read_plugin_lock(const std::string& path);

// All or nothing, also when the power fails: a new file, flushed, takes the old one's place; mode 0644. Errors:
// unavailable.
Result<void> write_plugin_lock(const std::string& path, const PluginLock& lock);

}  // namespace desk
