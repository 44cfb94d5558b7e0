#include "bot/trust/check_plugin.hpp"

#include "bot/trust/file_digest.hpp"

namespace desk {

Result<PresentPlugin> present_plugin(const PluginConfiguration& plugin, const Manifest& manifest) {
    DESK_TRY(auto digest, file_digest(plugin.file));
    DESK_TRY(auto manifest_digest, file_digest(plugin.manifest_file()));
    return PresentPlugin{.name = plugin.name,
                         .file = plugin.file,
                         .sha256 = std::move(digest),
                         .manifest_sha256 = std::move(manifest_digest),
                         .permissions = permissions_of(manifest, plugin.settings, plugin.name),
                         .is_bundled = plugin.is_bundled};
}

Result<TrustVerdict> check_plugin(const PluginConfiguration& plugin, const Manifest& manifest) {
    DESK_TRY(const auto present, present_plugin(plugin, manifest));
    PluginLock lock;
    if (!plugin.lock_file.empty()) {
        auto read = read_plugin_lock(plugin.lock_file);
        if (!read) return invalid("what was consented to cannot be read (DH5104): " + read.error().what);
        lock = *std::move(read);
    }
    const auto found = lock.find(plugin.name);
    return judge_plugin(present, found == lock.end() ? nullptr : &found->second, plugin.is_consent_required);
}

}  // namespace desk
