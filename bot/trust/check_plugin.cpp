#include "bot/trust/check_plugin.hpp"

#include "bot/trust/file_digest.hpp"

namespace desk {

namespace {

// Without the digests.
PresentPlugin described(const PluginConfiguration& plugin, const Manifest& manifest) {
    return {.name = plugin.name,
            .file = plugin.file,
            .permissions = permissions_of(manifest, plugin.settings, plugin.name),
            .is_bundled = plugin.is_bundled};
}

}  // namespace

Result<PresentPlugin> present_plugin(const PluginConfiguration& plugin, const Manifest& manifest) {
    auto present = described(plugin, manifest);
    DESK_TRY(present.sha256, file_digest(plugin.file));
    DESK_TRY(present.manifest_sha256, file_digest(plugin.manifest_file()));
    return present;
}

// Digests are taken only where there is something to compare them with: they take longer than starting the process.
Result<TrustVerdict> check_plugin(const PluginConfiguration& plugin, const Manifest& manifest) {
    DESK_CHECK(file_mark(plugin.file));
    DESK_CHECK(file_mark(plugin.manifest_file()));
    PluginLock lock;
    if (!plugin.lock_file.empty()) {
        auto read = read_plugin_lock(plugin.lock_file);
        if (!read) return invalid("what was consented to cannot be read (DH5104): " + read.error().what);
        lock = *std::move(read);
    }
    const auto found = lock.find(plugin.name);
    if (found == lock.end()) return judge_plugin(described(plugin, manifest), nullptr, plugin.is_consent_required);
    DESK_TRY(const auto present, present_plugin(plugin, manifest));
    return judge_plugin(present, &found->second, plugin.is_consent_required);
}

}  // namespace desk
