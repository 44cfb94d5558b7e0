// What a source of service health reported, whatever it is: one value for Microsoft Graph, Azure,
// Statuspage, the feeds of AWS, Google and Slack, Alertmanager, probes and the desk's own
// announcements. Pure values; any thread.
#pragma once

#include "plugins/status_source/level.hpp"
#include <desk/phrase.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace desk {

// A service, component or product as its source names it.
struct ReportedPart {
    std::string id = {};
    std::string name = {};
    std::string group = {};    // the name of the group it is in, or ""
    std::string service = {};  // the desk's service it is mapped to; "": found by its name
    ReportedState state = {};
};

struct ReportedUpdate {
    std::string id = {};    // the source's, or ""
    std::string word = {};  // for "state.WORD"
    std::string text = {};  // plain, at most most_update_text bytes
    Time at = {};
};

// An incident; a maintenance (`from` and `until` are set); or a reminder: a message of the vendor
// that something has to be done by `until`.
enum class ReportKind { incident, maintenance, reminder };

struct ReportedIncident {
    ReportKind kind = ReportKind::incident;
    std::string id = {};         // what people say: "EX1042", else the source's own
    std::string source_id = {};  // the source's own, always
    std::string title = {};      // without the id
    ReportedState state = {};    // what it means while it is open
    std::string said = {};       // the source's own status, for the audit
    bool is_open = true;
    bool is_by_part = false;    // each affected part has a state of its own
    bool needs_person = false;  // a security advisory: shown to people, never rolled up
    Time began = {};
    std::optional<Time> ended = {};
    std::optional<Time> next_update = {};      // when the vendor promised to write again
    std::vector<ReportedPart> affected = {};   // none: the source as a whole is meant
    std::vector<ReportedUpdate> updates = {};  // newest first
    std::map<std::string, std::string> desk_summary = {};  // by language; the desk's own words
    std::optional<Time> from = {};
    std::optional<Time> until = {};
};

struct StatusReport {
    std::string name = {};  // of the source, as it calls itself
    ReportedState whole = {};
    std::vector<ReportedPart> parts = {};
    std::vector<ReportedIncident> incidents = {};  // open and past ones, newest first
    // True: the source lists trouble only, so a part that it is asked about and does not name is
    // fine. False: what it does not list is unknown.
    bool lists_trouble_only = false;
    std::string next_page = {};  // address of what follows; "": that was all
};

constexpr std::size_t most_update_text = 4'000;
constexpr std::size_t most_updates = 20;  // of one incident: the newest

// Which part of a feed that serves the whole world is the desk's business, and when it was read.
struct FeedChoice {
    std::vector<std::string> regions =
        {};  // "eu-central-1", "West Europe", "europe-west4"; none: all
    std::vector<std::string> products = {};  // by id or name; none: all
    Time now = {};
};

// True when `choice` is empty or holds one that is spelt like `name` but for case and separators.
bool is_chosen(const std::vector<std::string>& choice, const std::string& name);

// The newest first, at most most_updates.
void sort_updates(std::vector<ReportedUpdate>& updates);

// Adds the parts and incidents of a further page of the same source; the address of the next page
// is `page`'s.
void append_page(StatusReport& report, StatusReport page);

}  // namespace desk
