#include "bot/configuration/reading.hpp"
#include "bot/doctor/gather.hpp"
#include "bot/runtime/isolated_plugin.hpp"
#include "bot/trust/check_plugin.hpp"
#include <desk/json.hpp>
#include <desk/manifest.hpp>

#include <filesystem>

namespace desk {
namespace {

constexpr std::size_t most_manifest_bytes = 1'048'576;

Result<Manifest> manifest_of(const PluginConfiguration& plugin) {
    const auto path = plugin.manifest_file();
    const auto text = file_content(path, most_manifest_bytes);
    if (!text) return not_found("no manifest " + path);
    return read_manifest(*text, std::filesystem::path{path}.filename().string());
}

std::string settings_text(const PluginConfiguration& plugin) {
    Json document = Json::object();
    for (const auto& [name, value] : plugin.settings) document[name] = value;
    return dump_json(document);
}

// Handshake only; no call is made.
void start_once(const DoctorInput& input, const PluginConfiguration& plugin, const Manifest& manifest,
                PluginFacts& facts) {
    RuntimeLimits limits;
    const auto& configured = input.reading.configuration.limits;
    limits.start_time = configured.plugin_start_time;
    limits.memory_bytes = static_cast<std::uint64_t>(configured.plugin_memory_bytes);
    limits.descriptors = static_cast<std::uint64_t>(configured.plugin_descriptors);
    const PluginLaunch launch{.host_program = input.host_program,
                              .file = plugin.file,
                              .manifest = manifest,
                              .settings = settings_text(plugin)};
    const auto started = IsolatedPlugin::start(launch, limits, [](int, std::string_view) {});
    if (!started) {
        facts.start_problem = started.error().what;
        return;
    }
    facts.layers = (*started)->layers();
    (*started)->say_goodbye(std::chrono::steady_clock::now() + limits.grace);
}

PluginFacts plugin_facts(const DoctorInput& input, const PluginConfiguration& plugin) {
    PluginFacts facts{.name = plugin.name, .is_enabled = plugin.enabled};
    if (!plugin.enabled) return facts;
    const auto manifest = manifest_of(plugin);
    if (!manifest) {
        facts.problem = manifest.error().what;
        return facts;
    }
    facts.version = manifest->version;
    std::error_code unreadable;
    if (!std::filesystem::exists(plugin.file, unreadable)) {
        facts.problem = "no file " + plugin.file;
        return facts;
    }
    auto verdict = check_plugin(plugin, *manifest);
    if (!verdict) {
        facts.trust_problem = verdict.error().what;
        return facts;
    }
    facts.verdict = *std::move(verdict);
    if (facts.verdict->kind == TrustVerdict::Kind::runs) start_once(input, plugin, *manifest, facts);
    return facts;
}

void add_running_states(const DoctorInput& input, DoctorFacts& facts) {
    if (!facts.is_running) return;
    const auto answer = input.ask_desk("/admin/plugins");
    const auto document = answer ? parse_json(*answer) : Result<Json>{answer.error()};
    if (!document) return;
    for (const auto& running : array_or_empty(*document, "plugins")) {
        for (auto& plugin : facts.plugins) {
            if (plugin.name != text_or(running, "name", "")) continue;
            plugin.running_state = text_or(running, "state", "");
            plugin.running_note = text_or(running, "note", "");
        }
    }
}

// The price list of a plugin: a setting whose document has offers.
std::optional<ProfileFacts> profile_in(const std::string& plugin, const std::string& text) {
    const auto list = parse_json(text);
    const auto* offers = list ? find_field(*list, "offers") : nullptr;
    if (offers == nullptr || !offers->is_array()) return {};
    ProfileFacts facts{.plugin = plugin,
                       .valid_from = text_or(*list, "valid_from", ""),
                       .valid_until = text_or(*list, "valid_until", "")};
    for (const auto* key : {"contact", "languages", "currency", "valid_until"}) {
        if (find_field(*list, key) == nullptr) facts.missing.emplace_back(key);
    }
    for (std::size_t i = 0; i < offers->size(); ++i) {
        for (const auto* key : {"hours", "first_reply", "price"}) {
            const bool is_free =
                text_or((*offers)[i], "model", "") == "free" || text_or((*offers)[i], "model", "") == "included";
            const bool needs = std::string_view{key} != "price" || !is_free;
            if (needs && find_field((*offers)[i], key) == nullptr) {
                facts.missing.push_back("offers[" + std::to_string(i) + "]." + key);
            }
        }
    }
    return facts;
}

}  // namespace

void gather_plugins(const DoctorInput& input, DoctorFacts& facts) {
    for (const auto& plugin : input.reading.configuration.plugins) {
        facts.plugins.push_back(plugin_facts(input, plugin));
        if (!plugin.enabled) continue;
        for (const auto& [_, text] : plugin.settings) {
            if (auto profile = profile_in(plugin.name, text)) facts.profiles.push_back(*std::move(profile));
        }
    }
    add_running_states(input, facts);
}

}  // namespace desk
