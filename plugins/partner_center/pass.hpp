// How far a pass through the partner's customers is, kept between two steps: everything a step needs to go on where the
// last one ended, whatever happened to the desk in between. One document per pass, well below the 64 KB of a kept
// value. Pure.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk::directory_sync {

// A customer of whom not everything has been read yet.
struct CustomerWork {
    std::string tenant_id = {};
    Json document = Json::object();       // what will be told to the directory; a part that was not read is not in it
    std::vector<std::string> parts = {};  // still to be read, in order: "details", "subscriptions", "contact:<id>", …
    std::int64_t failed = 0;              // parts that could not be read
};

// relationships: whose rights (GDAP) end when; then profile: how the partner is reached; then customers, page by page.
enum class Phase { relationships, profile, customers };

struct Pass {
    Time started = {};
    Phase phase = Phase::relationships;
    bool knows_relationships = true;  // false: Graph could not be read, and what was known of them stays
    std::string graph_page = {};      // the next page of relationships; "": the first, or none
    bool has_first_page = false;      // of customers
    std::optional<partner_center::NextPage> page = {};
    std::vector<CustomerWork> waiting = {};  // of the page that was read last
    std::optional<CustomerWork> current = {};
    std::int64_t total = 0;  // customers, as the vendor counts them
    std::int64_t done = 0;
    std::int64_t failed_parts = 0;
    std::int64_t requests = 0;  // made so far: numbers them
    int attempts = 0;           // at what is read now
};

std::string write_pass(const Pass& pass);
// Errors: invalid (not one; a new pass is begun then).
Result<Pass> read_pass(std::string_view document);

// How the last pass ended.
struct Summary {
    Time started = {};
    Time ended = {};
    std::int64_t customers = 0;
    std::int64_t failed_parts = 0;
    bool knows_relationships = true;
    std::string broken_off = {};  // "": it is whole; else why: a name of vendors::Advice, "unreachable" or "account"
};
std::string write_summary(const Summary& summary);
Result<Summary> read_summary(std::string_view document);

// While the vendor wants to be left alone.
struct Pause {
    Time until = {};
    int throttled = 0;  // answers in a row
};
std::string write_pause(const Pause& pause);
Pause read_pause(std::string_view document);

}  // namespace desk::directory_sync
