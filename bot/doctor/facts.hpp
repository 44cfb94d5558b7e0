// What `deskhand doctor` found out, before anybody judges it: plain values, so that every rule is a pure function over
// them and a test can make up what is broken. No secrets in here.
#pragma once

#include "bot/configuration/diagnosis.hpp"
#include "bot/trust/judge_plugin.hpp"
#include <desk/phrase.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace desk {

struct ConfigurationFacts {
    std::size_t adapters = 0;
    std::size_t plugins = 0;
    std::vector<Diagnosis> diagnoses = {};  // of the configuration and of the directory file
};

// A file that holds a secret: a secret of the configuration, the database, its audit key.
struct PrivateFile {
    std::string path = {};
    std::string holds = {};  // "adapters.slack.bot_token", "what customers wrote"
    bool exists = true;
    unsigned mode = 0;  // permission bits
    std::int64_t owner = 0;
};

struct FolderFacts {
    std::string path = {};
    bool exists = false;
    bool is_writable = false;
    std::uint64_t free_bytes = 0;
    std::uint64_t file_system = 0;  // f_type of statfs(2)
};

struct DatabaseFacts {
    bool exists = false;
    std::string problem = {};  // why it cannot be opened, or what quick_check found; "": fine
    int schema = 0;
    int known_schema = 0;
    std::int64_t conversations = 0;
    std::int64_t unindexed_turns = 0;
    bool has_watermark = false;
    std::int64_t waiting_messages = 0;
    std::int64_t waiting_replies = 0;
    std::int64_t dead_letters = 0;
    Time oldest_message = {};  // zero: none waits
    Time oldest_reply = {};
};

// A system the desk talks to.
struct RemoteFacts {
    std::string user = {};     // "adapter helpdesk", "plugin health"
    std::string setting = {};  // "reply_url"
    std::string origin = {};   // "https://crm.example", without path
    std::string problem = {};  // "no such name", "certificate has expired"; "": reached
    std::optional<Time> certificate_until = {};
};

struct PluginFacts {
    std::string name = {};
    std::string version = {};
    bool is_enabled = true;    // in the configuration
    std::string problem = {};  // file, manifest or wall; "": fine
    std::optional<TrustVerdict> verdict = {};
    std::string trust_problem = {};  // plugins.lock cannot be read
    std::string start_problem = {};  // it did not start in the sandbox
    std::vector<std::string> layers = {};
    std::string running_state = {};  // in the running desk; "": it is stopped
    std::string running_note = {};
};

struct PortFacts {
    std::string key = {};      // "server.listen"
    std::string address = {};  // "127.0.0.1:8080"
    std::string problem = {};  // why it cannot be opened; "": free
};

struct DescriptorFacts {
    std::uint64_t most = 0;    // RLIMIT_NOFILE, hard
    std::uint64_t needed = 0;  // of [limits] connections and what the desk opens besides
    bool is_of_desk = false;   // false: of this shell, the desk is stopped
};

// What customers ask a support desk first, from the price list of a plugin.
struct ProfileFacts {
    std::string plugin = {};
    std::vector<std::string> missing = {};  // "contact", "offers[0].hours"
    std::string valid_from = {};            // "2026-07-01" or a moment; "": not said
    std::string valid_until = {};
};

struct DoctorFacts {
    Time now = {};
    std::int64_t user = 0;  // effective user id
    bool is_running = false;
    std::string running_status = {};  // "ok", "degraded", "draining"
    std::vector<std::string> running_reasons = {};
    ConfigurationFacts configuration = {};
    std::vector<PrivateFile> private_files = {};
    FolderFacts folder = {};
    DatabaseFacts database = {};
    Time newest_file = {};  // last change of configuration and database files; zero: none
    std::vector<RemoteFacts> remotes = {};
    std::vector<PluginFacts> plugins = {};
    std::vector<PortFacts> ports = {};
    DescriptorFacts descriptors = {};
    std::vector<ProfileFacts> profiles = {};
};

}  // namespace desk
