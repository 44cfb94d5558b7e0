#include "bot/cli/plugin.hpp"

#include "bot/cli/columns.hpp"
#include "bot/cli/configured.hpp"
#include "bot/configuration/reading.hpp"
#include "bot/trust/check_plugin.hpp"
#include <desk/manifest.hpp>
#include <desk/json.hpp>
#include <desk/plugin_abi.h>

#include <algorithm>
#include <filesystem>

namespace desk {
namespace {

constexpr std::size_t most_manifest_bytes = 1'048'576;

Json entry(const std::string& name, const std::string& state, const std::string& note) {
    return {{"name", name},   {"version", "-"}, {"wall", "-"},
            {"state", state}, {"trust", "-"},   {"note", note}};
}

bool fits_wall(const Manifest& manifest) {
    return manifest.wall_major == DESK_WALL_MAJOR && manifest.wall_minor <= DESK_WALL_MINOR;
}

// Whether it would run at the next start, and why not.
void add_trust(Json& out, const PluginConfiguration& plugin, const Manifest& manifest) {
    const auto verdict = check_plugin(plugin, manifest);
    if (!verdict) {
        out["state"] = "refused";
        out["note"] = verdict.error().what;
        return;
    }
    out["trust"] = name_of(verdict->trust);
    if (verdict->kind == TrustVerdict::Kind::runs) return;
    const bool is_left_out = verdict->kind == TrustVerdict::Kind::left_out;
    out["state"] = is_left_out ? "disabled" : "refused";
    out["note"] = is_left_out ? verdict->why : verdict->why + " (" + verdict->code + ")";
}

// What the files say about a plugin.
Json described(const PluginConfiguration& plugin) {
    const auto text = file_content(plugin.manifest_file(), most_manifest_bytes);
    if (!text) return entry(plugin.name, "missing", "no " + plugin.manifest_file());

    const auto name = std::filesystem::path{plugin.manifest_file()}.filename().string();
    const auto manifest = read_manifest(*text, name);
    if (!manifest) return entry(plugin.name, "refused", manifest.error().what + " (DH1212)");

    const auto wall =
        std::to_string(manifest->wall_major) + "." + std::to_string(manifest->wall_minor);
    auto out = entry(plugin.name, plugin.enabled ? "stopped" : "disabled", "");
    out["version"] = manifest->version;
    out["wall"] = wall;
    std::error_code failed;
    if (!fits_wall(*manifest)) {
        out["state"] = "refused";
        out["note"] = "built for wall " + wall + " (DH5007)";
    } else if (!std::filesystem::exists(plugin.file, failed)) {
        out["state"] = "missing";
        out["note"] = "no " + plugin.file;
    } else {
        add_trust(out, plugin, *manifest);
    }
    return out;
}

Json from_files(const Configuration& configuration) {
    Json list = Json::array();
    for (const auto& plugin : configuration.plugins) list.push_back(described(plugin));
    return {{"running", false}, {"plugins", std::move(list)}};
}

// A running desk knows the plugins that run; why another does not is what the files say.
void add_those_that_do_not_run(Json& document, const Configuration& configuration) {
    const auto running = array_or_empty(document, "plugins");
    for (const auto& plugin : configuration.plugins) {
        const bool runs = std::any_of(running.begin(), running.end(), [&](const Json& one) {
            return text_or(one, "name", "") == plugin.name;
        });
        if (runs) continue;
        auto out = described(plugin);
        const bool would_run = text_or(out, "state", "") == "stopped";
        if (would_run) out["note"] = "not in the running desk; send it SIGHUP, or see its log";
        document["plugins"].push_back(std::move(out));
    }
}

std::string number_or_dash(const Json& plugin, const char* name, const char* unit) {
    const auto value = integer_or(plugin, name, -1);
    return value < 0 ? "-" : std::to_string(value) + unit;
}

std::string as_table(const Json& plugins) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& plugin : plugins) {
        rows.push_back({text_or(plugin, "name", "-"), text_or(plugin, "version", "-"),
                        text_or(plugin, "wall", "-"), text_or(plugin, "state", "-"),
                        text_or(plugin, "trust", "-"), number_or_dash(plugin, "calls", ""),
                        number_or_dash(plugin, "p95_ms", " ms"), text_or(plugin, "note", "")});
    }
    return table({{"NAME"},
                  {"VERSION"},
                  {"WALL"},
                  {"STATE"},
                  {"TRUST"},
                  {"CALLS", true},
                  {"P95", true},
                  {""}},
                 rows);
}

}  // namespace

int run_plugin_list(const CommandInput& input) {
    int code = exit_ok;
    const auto configuration = configuration_of(input, code);
    if (!configuration) return code;

    Json document;
    const auto running = ask_admin(input, *configuration, "GET", "/admin/plugins");
    if (running) {
        auto parsed = parse_json(*running);
        if (!parsed) {
            return input.fail({.code = "DH3106",
                               .what = "the running desk answered something that is no document",
                               .where = admin_url(*configuration, "/admin/plugins"),
                               .why = parsed.error().what,
                               .fix = "check that admin_listen is this desk's address"});
        }
        document = *std::move(parsed);
        document["running"] = true;
        add_those_that_do_not_run(document, *configuration);
    } else {
        document = from_files(*configuration);
        input.tell("the desk is stopped: this is what its files say");
    }
    if (input.is_json()) {
        input.shell.out << dump_json(document, 2) << "\n";
    } else {
        input.shell.out << as_table(array_or_empty(document, "plugins"));
    }
    return exit_ok;
}

}  // namespace desk
