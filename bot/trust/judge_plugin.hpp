// Whether a plugin may run: what lies there now against what the operator consented to. Pure; any thread.
#pragma once

#include "bot/trust/permission.hpp"
#include "bot/trust/plugin_lock.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// bundled: in the program's own plugin folder · pinned: in plugins.lock, unchanged · unpinned: neither
enum class Trust { bundled, pinned, unpinned };
std::string_view name_of(Trust trust);

struct PresentPlugin {
    std::string name = {};  // in the configuration
    std::string file = {};
    std::string sha256 = {};           // needed where there is a consent
    std::string manifest_sha256 = {};
    std::vector<Permission> permissions = {};
    bool is_bundled = false;
};

struct TrustVerdict {
    enum class Kind { runs, left_out, refused };
    Kind kind = Kind::runs;
    Trust trust = Trust::unpinned;
    std::string code = {};  // of a refusal: DH5101 another file, DH5102 wants more, DH5103 never enabled
    std::string why = {};   // of what does not run: one sentence for the operator, with the command that helps
};

// `consent`: nullptr without one; then the plugin runs as bundled or unpinned, unless `is_consent_required`.
TrustVerdict judge_plugin(const PresentPlugin& plugin, const PluginConsent* consent, bool is_consent_required);

}  // namespace desk
