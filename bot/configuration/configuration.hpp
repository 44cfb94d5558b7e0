// The desk's configuration: defaults < file < environment. Strict: an unknown key, a wrong type, a
// missing secret is an error with its place, and all of them are found in one run.
//
// Secrets. A secret `x` of a section is taken from the first of: the environment
// (DESKHAND_SECTION__X or …__X_FILE), the file (`x`, with a warning, or `x_file`),
// $CREDENTIALS_DIRECTORY/<section>.<x> ("adapters.slack.bot_token"), and
// $CREDENTIALS_DIRECTORY/<x>. A line end after the secret in its file does not belong to it.
//
// Relative paths, also those of the environment, are relative to the configuration file. The `file`
// of a plugin without a slash is looked up in `plugin_directory`.
#pragma once

#include "adapters/catalogue.hpp"
#include "bot/configuration/diagnosis.hpp"
#include "bot/configuration/limits.hpp"
#include "bot/configuration/overlay.hpp"
#include "bot/configuration/secret.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct AdapterConfiguration {
    std::string name = {};          // the address: POST /hooks/NAME
    std::string type = {};          // a type of adapters/catalogue
    AdapterSettings settings = {};  // secrets resolved: not to be printed
    bool allow_private = false;     // its addresses may be on loopback or in a private network
};

struct PluginConfiguration {
    std::string name = {};  // of the section
    std::string file = {};  // the .so, resolved
    bool enabled = true;
    std::chrono::milliseconds timeout{10'000};  // the hard limit of a call
    bool allow_private = false;                 // likewise for what it fetches
    std::int64_t processes = 1;  // kept running; more, up to limits.plugin_children, when calls wait
    std::int64_t numbers_from = 1;              // first number of each of its series
    // Resolved: secrets as they are, a file setting as the file's content, a JSON text. Not to be
    // printed.
    std::map<std::string, std::string> settings = {};
    // Consent (bot/trust): where it is recorded, "" nowhere; whether the plugin lies in the program's own plugin folder;
    // desk.require_consent.
    std::string lock_file = {};
    bool is_bundled = false;
    bool is_consent_required = false;

    // The manifest beside `file`: health.so → health.plugin.json.
    std::string manifest_file() const;
};

// What the desk signs requests of plugins with; see services/account.hpp.
struct AccountConfiguration {
    std::string name = {};
    std::string type = "microsoft";         // header | microsoft
    std::vector<std::string> hosts = {};    // it opens these alone: "graph.microsoft.com", "127.0.0.1:8090"
    bool allow_private = false;             // the sign-in may be on loopback or in a private network
    std::string header = "Authorization";   // of type header
    Secret value = {};                      // of that header
    std::string sign_in_url = "https://login.microsoftonline.com";
    std::string tenant = {};                // the partner's
    std::string client_id = {};
    Secret client_secret = {};
    std::string refresh_token_file = {};    // resolved; replaced when the sign-in gives another
};

struct Configuration {
    struct Desk {
        std::string name = "Deskhand";
        std::vector<std::string> languages = {"en"};  // the first is the default
        std::string time_zone = "UTC";                // IANA name
        bool require_consent = false;                 // plugins run only when `deskhand plugin enable` recorded it
    };
    struct Server {
        std::string listen = "127.0.0.1:8080";
        std::string admin_listen = "127.0.0.1:8081";
        std::string public_url = {};
        std::vector<std::string> trusted_proxies = {};  // addresses or networks: "10.0.0.0/8"
    };
    struct StorageAddress {
        std::string url = "sqlite:desk.db";  // the path resolved, that of the default as well
    };
    struct DirectoryFile {
        std::string file = {};  // resolved; "": nobody is known
    };
    struct Understanding {
        bool enabled = true;      // free text is understood
        std::string model = {};   // resolved: where the desk keeps what it learns of plugins with intents of their own
        std::string labels = {};  // resolved: sentences of its own, labelled; written by `understanding retrain --apply`
        std::string built = {};   // made with the program; "": there is none. With neither nothing is learned
    };
    // Asked what a text means when the desk itself is not sure; services/second_reader.hpp.
    struct SecondOpinion {
        std::string url = {};      // of the chat completions; "": nobody is asked
        std::string model = {};    // "": the endpoint has but one
        std::string account = {};  // of [accounts], which signs; "": nobody
        std::chrono::milliseconds timeout{2'000};
        std::int64_t calls_per_minute = 10;
        std::int64_t calls_per_day = 500;
        std::int64_t reply_tokens = 200;
        bool allow_private = false;
    };
    struct Api {
        std::vector<Secret> token = {};  // each of them opens /api/v1/ask; none: it is closed
    };
    struct Log {
        bool message_text = false;
        std::string level = "info";   // debug, info, warning, error
        std::string format = "auto";  // json, text; auto: text on a terminal
    };

    Desk desk = {};
    Server server = {};
    StorageAddress storage = {};
    DirectoryFile directory = {};
    Understanding understanding = {};
    SecondOpinion second_opinion = {};
    Api api = {};
    Limits limits = {};
    Log log = {};
    std::string plugin_directory = {};
    std::vector<AdapterConfiguration> adapters = {};  // in the order of the file
    std::vector<PluginConfiguration> plugins = {};
    std::vector<AccountConfiguration> accounts = {};
};

// One value that is in force, for `config show`: a secret only as "••••".
struct KnownValue {
    std::string key = {};      // "server.listen"
    std::string literal = {};  // as TOML and as JSON: "127.0.0.1:8080" with quotes
    std::string origin =
        {};  // "default" | "deskhand.toml:3:1" | "environment DESKHAND_…" | "file /etc/…"
};

struct ConfigurationReading {
    Configuration configuration = {};  // usable only when no diagnosis is an error
    std::vector<Diagnosis> diagnoses = {};
    std::vector<KnownValue> values = {};
};

// What is outside the file.
struct Surroundings {
    Environment environment = {};
    std::string plugin_directory = {};  // where plugins are when the file does not say it
};

// Reads `text`, the content of the file called `name`. Secret files, plugin manifests and documents
// named in it are read as well.
ConfigurationReading read_configuration(std::string_view name, std::string_view text,
                                        const Surroundings& surroundings);

// The same for a file on disk; DH1201 when it cannot be read, DH1210 when it holds a secret and
// others may read it.
ConfigurationReading load_configuration(const std::string& path, const Surroundings& surroundings);

// Beside the program: <program's folder>/plugins, or <prefix>/lib/deskhand/plugins of an installed
// one.
std::string default_plugin_directory();

}  // namespace desk
