#include "bot/start_plugin.hpp"

#include <filesystem>
#include <utility>

#include <desk/json.hpp>

#include "bot/runtime/plugin_pool.hpp"
#include "bot/trust/check_plugin.hpp"
#include "bot/trust/file_digest.hpp"
#include "conversations/text.hpp"

namespace desk {
namespace {

std::string settings_document(const PluginConfiguration& plugin) {
    Json document = Json::object();
    for (const auto& [name, value] : plugin.settings) document[name] = value;
    return dump_json(document);
}

PluginLog log_of(const std::string& plugin, const Log& log) {
    return [plugin, &log](int level, std::string_view line) {
        if (level >= 3) return log.error("plugin.says", {{"plugin", plugin}, {"line", line}});
        if (level == 2) return log.warning("plugin.says", {{"plugin", plugin}, {"line", line}});
        if (level == 1) return log.info("plugin.says", {{"plugin", plugin}, {"line", line}});
        log.debug("plugin.says", {{"plugin", plugin}, {"line", line}});
    };
}

// Errors: invalid (refused or left out: one sentence with the command that helps).
Result<Trust> trust_in(const PluginConfiguration& plugin, const Manifest& manifest) {
    DESK_TRY(const auto verdict, check_plugin(plugin, manifest));
    if (verdict.kind == TrustVerdict::Kind::runs) return verdict.trust;
    return invalid(verdict.code.empty() ? verdict.why : verdict.why + " (" + verdict.code + ")");
}

// A new build beside the manifest of the old one would answer in its name. Errors: invalid (another file took its place).
Result<void> check_same(const PluginConfiguration& plugin, const FileMark& mark) {
    DESK_TRY(const auto now, file_mark(plugin.file));
    if (now == mark) return {};
    return invalid(plugin.file + " was exchanged since its manifest was read: deskhand plugin reload " + plugin.name);
}

}  // namespace

RuntimeLimits runtime_limits(const Limits& limits, std::chrono::milliseconds timeout) {
    RuntimeLimits runtime;
    runtime.hard_time = timeout;
    runtime.start_time = limits.plugin_start_time;
    runtime.most_processes = static_cast<std::size_t>(limits.plugin_children);
    runtime.memory_bytes = static_cast<std::uint64_t>(limits.plugin_memory_bytes);
    runtime.descriptors = static_cast<std::uint64_t>(limits.plugin_descriptors);
    runtime.most_waiting = static_cast<std::size_t>(limits.plugin_queue);
    runtime.most_questions = static_cast<std::size_t>(limits.plugin_questions);
    runtime.log_lines_per_minute = static_cast<std::size_t>(limits.plugin_log_lines);
    runtime.deaths = static_cast<std::size_t>(limits.plugin_deaths);
    runtime.death_window = std::chrono::ceil<std::chrono::seconds>(limits.plugin_death_time);
    runtime.quarantine = std::chrono::ceil<std::chrono::seconds>(limits.plugin_quarantine);
    runtime.longest_quarantine = std::chrono::ceil<std::chrono::seconds>(limits.plugin_quarantine_max);
    return runtime;
}

StartPlugin isolated_plugins(std::string host_program, const Limits& limits, const Log& log) {
    return [host = std::move(host_program), limits, &log](
               const PluginConfiguration& plugin, const Manifest& manifest) -> Result<std::shared_ptr<PluginRunner>> {
        DESK_TRY(const auto trust, trust_in(plugin, manifest));
        if (trust == Trust::unpinned) {
            log.warning("plugin.unpinned", {{"plugin", plugin.name}, {"file", plugin.file},
                                            {"fix", "deskhand plugin enable " + plugin.name}});
        }
        DESK_TRY(const auto mark, file_mark(plugin.file));
        PluginLaunch launch{.host_program = host, .file = plugin.file, .manifest = manifest,
                            .settings = settings_document(plugin), .trust = std::string{name_of(trust)},
                            .admit = [plugin, manifest, mark]() -> Result<void> {
                                DESK_CHECK(trust_in(plugin, manifest));
                                return check_same(plugin, mark);
                            }};
        auto runtime = runtime_limits(limits, plugin.timeout);
        runtime.least_processes = static_cast<std::size_t>(plugin.processes);
        auto pool = std::make_unique<PluginPool>(std::move(launch), runtime, log_of(plugin.name, log));
        const auto started = pool->start();
        if (!started && started.error().code == ErrorCode::invalid) return started.error();
        if (!started) log.warning("plugin.starts_later", {{"plugin", plugin.name}, {"why", started.error().what}});
        if (started) {
            const auto layers = pool->report().layers;
            log.info("plugin.started", {{"plugin", plugin.name}, {"version", manifest.version}, {"trust", name_of(trust)},
                                        {"sandbox", layers.empty() ? "none" : joined(layers, ", ")}});
        }
        return std::shared_ptr<PluginRunner>{std::move(pool)};
    };
}

std::string default_host_program() {
    std::error_code unreadable;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", unreadable).parent_path();
    const auto beside = folder / "deskhand-plugin-host";
    if (std::filesystem::exists(beside)) return beside.string();
    return (folder.parent_path() / "lib" / "deskhand" / "deskhand-plugin-host").string();
}

}  // namespace desk
