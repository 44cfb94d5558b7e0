#include "bot/trust/judge_plugin.hpp"

#include <array>
#include <utility>

namespace desk {
namespace {

struct TrustName {
    Trust trust;
    std::string_view name;
};
constexpr std::array trust_names{TrustName{Trust::bundled, "bundled"}, TrustName{Trust::pinned, "pinned"},
                                 TrustName{Trust::unpinned, "unpinned"}};

std::string help(const std::string& name) {
    return "look at it and run: deskhand plugin enable " + name;
}

TrustVerdict refused(Trust trust, const char* code, std::string why) {
    return {TrustVerdict::Kind::refused, trust, code, std::move(why)};
}

TrustVerdict without_consent(const PresentPlugin& plugin, bool is_consent_required) {
    const auto trust = plugin.is_bundled ? Trust::bundled : Trust::unpinned;
    if (!is_consent_required) return {TrustVerdict::Kind::runs, trust, {}, {}};
    return refused(trust, "DH5103",
                   "it was never enabled, which require_consent in [desk] asks for; " + help(plugin.name));
}

std::string joined_words(const std::vector<Permission>& permissions) {
    std::string text;
    for (const auto& one : permissions) text += (text.empty() ? "" : "; ") + one.heading + " " + one.words;
    return text;
}

}  // namespace

std::string_view name_of(Trust trust) {
    for (const auto& row : trust_names) {
        if (row.trust == trust) return row.name;
    }
    return "unpinned";
}

TrustVerdict judge_plugin(const PresentPlugin& plugin, const PluginConsent* consent, bool is_consent_required) {
    if (consent == nullptr) return without_consent(plugin, is_consent_required);
    if (!consent->is_enabled) {
        return {TrustVerdict::Kind::left_out,
                Trust::pinned,
                {},
                "it is disabled in plugins.lock; to use it again: deskhand plugin enable " + plugin.name};
    }
    if (plugin.sha256 != consent->sha256) {
        return refused(Trust::pinned, "DH5101",
                       plugin.file + " is not the file that was enabled: it has SHA-256 " + plugin.sha256 +
                           ", enabled was " + consent->sha256 + "; " + help(plugin.name));
    }
    const auto wanted = not_granted(plugin.permissions, consent->permissions);
    if (wanted.empty()) return {TrustVerdict::Kind::runs, Trust::pinned, {}, {}};
    return refused(Trust::pinned, "DH5102",
                   "its manifest wants more than was granted (new: " + joined_words(wanted) + "): it has SHA-256 " +
                       plugin.manifest_sha256 + ", enabled was " + consent->manifest_sha256 + "; " + help(plugin.name));
}

}  // namespace desk
