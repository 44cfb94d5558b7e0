#include "bot/trust/plugin_lock.hpp"

#include "bot/replace_file.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace desk {
namespace {

constexpr std::int64_t known_format = 1;
constexpr std::size_t digest_length = 64;

Json to_json(const PluginConsent& consent) {
    return {{"file", consent.file},
            {"version", consent.version},
            {"sha256", consent.sha256},
            {"manifest_sha256", consent.manifest_sha256},
            {"enabled", consent.is_enabled},
            {"at", consent.at},
            {"permissions", consent.permissions}};
}

bool is_digest(std::string_view text) {
    return text.size() == digest_length && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<PluginConsent> read_consent(const std::string& name, const Json& document) {
    const auto wrong = [&](const char* what) { return invalid("plugin \"" + name + "\": " + what); };
    if (!document.is_object()) return wrong("must be an object");
    PluginConsent consent{.file = text_or(document, "file", ""),
                          .version = text_or(document, "version", ""),
                          .sha256 = text_or(document, "sha256", ""),
                          .manifest_sha256 = text_or(document, "manifest_sha256", ""),
                          .at = text_or(document, "at", ""),
                          .is_enabled = bool_or(document, "enabled", true)};
    const bool is_only_disabled = !consent.is_enabled && consent.sha256.empty();
    if (is_only_disabled) return consent;
    if (!is_digest(consent.sha256)) return wrong("sha256 must be 64 hexadecimal digits");
    if (!is_digest(consent.manifest_sha256)) return wrong("manifest_sha256 must be 64 hexadecimal digits");
    const auto* permissions = find_field(document, "permissions");
    if (permissions == nullptr || !permissions->is_array()) return wrong("permissions must be a list");
    for (const auto& key : *permissions) {
        if (!key.is_string()) return wrong("permissions must be texts");
        consent.permissions.push_back(key.get<std::string>());
    }
    std::sort(consent.permissions.begin(), consent.permissions.end());
    return consent;
}

Error failed(const std::string& path) {
    return unavailable(path + ": " + std::strerror(errno));
}

}  // namespace

std::string plugin_lock_path(std::string_view configuration_file) {
    if (configuration_file.empty()) return {};
    return (std::filesystem::path{configuration_file}.parent_path() / "plugins.lock").string();
}

Result<PluginLock> parse_plugin_lock(std::string_view text) {
    DESK_TRY(const auto document, parse_json(text));
    const auto format = integer_or(document, "format", 0);
    if (format != known_format) {
        return invalid("format " + std::to_string(format) + "; this Deskhand knows " + std::to_string(known_format));
    }
    const auto* plugins = find_field(document, "plugins");
    if (plugins == nullptr || !plugins->is_object()) return invalid("plugins must be an object");
    PluginLock lock;
    for (const auto& [name, entry] : plugins->items()) {
        DESK_TRY(auto consent, read_consent(name, entry));
        lock.emplace(name, std::move(consent));
    }
    return lock;
}

std::string to_text(const PluginLock& lock) {
    Json plugins = Json::object();
    for (const auto& [name, consent] : lock) plugins[name] = to_json(consent);
    return dump_json({{"format", known_format}, {"plugins", std::move(plugins)}}, 2) + "\n";
}

Result<PluginLock> read_plugin_lock(const std::string& path) {
    errno = 0;
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        std::error_code unreadable;
        if (!std::filesystem::exists(path, unreadable) && !unreadable) return PluginLock{};
        return failed(path);
    }
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) return failed(path);
    auto lock = parse_plugin_lock(text);
    if (!lock) return invalid(path + ": " + lock.error().what);
    return lock;
}

Result<void> write_plugin_lock(const std::string& path, const PluginLock& lock) {
    return replace_file(path, to_text(lock), 0644);
}

}  // namespace desk
