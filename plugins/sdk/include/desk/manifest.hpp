// NAME.plugin.json: what a plugin is called, which commands and words it answers, what it may
// reach. The manifest is the authority: help, roles, arguments and `config check` come from it, and
// a plugin whose handlers differ is refused.
#pragma once

#include <desk/command.hpp>
#include <desk/result.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Words a plugin claims without a slash: a prefix, or everything nobody else claims.
struct ListenDeclaration {
    std::string name = {};
    std::string prefix = {};  // "!fault"; empty: everything
    std::vector<std::string> roles = {};
};

// Called by the clock: every `every_s` seconds, or at the minutes of a cron expression in the desk's time zone; what was
// missed while the desk was down is caught up once. With neither, the plugin itself sets it: Host::schedule.
struct TimerDeclaration {
    std::string name = {};
    std::int64_t every_s = 0;
    std::string cron = {};      // "0 7 * * 1-5": minute, hour, day, month, weekday (0 and 7: Sunday)
    std::int64_t spread_s = 0;  // put off by a part of this that differs from plugin to plugin and desk to desk
    bool per_customer = false;  // with every_s: called for each customer of the desk, spread over the period

    bool is_set_by_plugin() const { return every_s == 0 && cron.empty(); }
};

// POST /hooks/plugins/NAME/<hook>: for systems that report to the plugin.
struct HookDeclaration {
    std::string name = {};
    std::string authentication = {};  // standard_webhook | token (Authorization: Bearer)
    std::string secret = {};          // the setting that holds the secret
};

// What people write when they mean a command, by language: training sentences.
struct IntentDeclaration {
    std::string name = {};     // "request.new"
    std::string command = {};  // one of the plugin's
    std::string form = {};     // of that command, or ""
    std::map<std::string, std::string> arguments = {};  // given whatever is written: {"follow": "subscribe"}; since wall 1.2
    std::string label = {};  // key of the text it is offered under, "did you mean …"; "": the command's help; since wall 1.2
    std::map<std::string, std::vector<std::string>> examples = {};
};

struct SettingDeclaration {
    std::string name = {};
    std::string type = "string";  // string | integer | boolean
    std::string default_value = {};
    bool is_required = false;
    bool is_secret = false;  // "x-secret": given as NAME or NAME_file
    bool is_file =
        false;  // "x-file": a TOML or JSON file; the plugin gets its content as a JSON document
};

struct Permissions {
    std::vector<std::string> hosts =
        {};  // "status.example" or "{status_url}": the origin of that setting
    std::vector<std::string> look_up = {};  // "customer", "customer.services", "asker"
    // The desk's accounts that may sign its requests: names, or "{account}" for the name in that setting.
    std::vector<std::string> accounts = {};
    bool directory = false;  // it may tell the directory about customers
    std::size_t storage_kb = 0;
    bool hand_over = false;
};

struct Manifest {
    std::string id = {};
    std::string version = {};
    int wall_major = 1;
    int wall_minor = 0;
    std::string license = {};
    std::map<std::string, std::string> title = {};  // by language
    std::vector<CommandDeclaration> commands = {};
    std::vector<ListenDeclaration> listens = {};
    std::vector<std::string> provides = {};  // "health.lookup", or with its version: "health.lookup@2"
    std::vector<std::string> asks = {};
    std::vector<std::string> series = {};   // of next_number
    std::vector<std::string> topics = {};   // people may subscribe to them, the plugin may publish
    std::vector<std::string> metrics = {};  // counters of Host::count
    std::vector<TimerDeclaration> timers = {};
    std::vector<HookDeclaration> hooks = {};
    std::vector<IntentDeclaration> intents = {};
    std::vector<SettingDeclaration> settings = {};
    Permissions permissions = {};
};

// Without a version it is the first: "health.lookup" and "health.lookup@1" are the same.
inline bool is_same_capability(std::string_view one, std::string_view other) {
    const auto without_first = [](std::string_view name) { return name.ends_with("@1") ? name.substr(0, name.size() - 2) : name; };
    return without_first(one) == without_first(other);
}

// Strict: an unknown key, a wrong type, a bad name is an error that says where.
// Errors: invalid ("health.plugin.json: commands[0].roles: …").
Result<Manifest> read_manifest(std::string_view text, std::string_view file_name);

}  // namespace desk

#ifndef DESK_SDK_COMPILED
#include <desk/manifest_text.hpp>
#endif
