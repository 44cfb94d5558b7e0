#include "storage/sqlite/sqlite_archive.hpp"

#include "conversations/documents.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/snippet.hpp"
#include "storage/sqlite/sqlite_trace.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t last_text_characters = 120;

// Columns: id, tenant, conv, state, assignee, turns, first_at, last_at.
Result<ConversationSummary> read_summary(const Statement& row) {
    DESK_TRY(const auto state, state_named(row.text(3)));
    return ConversationSummary{.id = row.text(0),
                               .key = {Tenant{row.text(1)}, row.text(2)},
                               .state = state,
                               .assignee = row.text(4),
                               .messages = row.integer(5),
                               .first_at = row.time(6),
                               .last_at = row.time(7)};
}

// A contact never reads what only agents read.
std::string_view readers(const Reach& reach) {
    return reach.customer ? "everyone" : "%";
}

Result<void> add_last_text(Connection& reader, const Reach& reach, ConversationSummary& summary) {
    Statement row = reader.query(
        "SELECT body FROM turn WHERE slot = ? AND tenant = ? AND conv = ? AND reader LIKE ?"
        " ORDER BY n DESC LIMIT 1",
        RowKey{summary.key}, readers(reach));
    DESK_TRY(const bool exists, row.step());
    if (exists) summary.last_text = beginning(row.text(0), last_text_characters);
    return {};
}

// Every tenant that has a conversation, by hopping from one to the next in the index.
Result<std::vector<std::string>> tenants_in(Connection& reader, const Reach& reach) {
    if (reach.customer) return std::vector{*reach.customer};
    Statement rows = reader.query(
        "WITH RECURSIVE each(tenant) AS (SELECT min(tenant) FROM conversation UNION ALL"
        "  SELECT (SELECT min(c.tenant) FROM conversation c WHERE c.tenant > each.tenant)"
        "  FROM each WHERE each.tenant IS NOT NULL)"
        " SELECT tenant FROM each WHERE tenant IS NOT NULL");
    std::vector<std::string> tenants;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return tenants;
        tenants.push_back(rows.text(0));
    }
}

// Later than one, before the other.
struct Between {
    Time since = Time::min();
    Time until = Time::max();
};

Result<void> list_tenant(Connection& reader, const std::string& tenant, const Between& wanted, int most,
                         std::vector<ConversationSummary>& summaries) {
    Statement rows = reader.query(
        "SELECT id, tenant, conv, state, assignee, turns, first_at, last_at FROM conversation"
        " WHERE tenant = ?1 AND recent BETWEEN ?4 / 60000 AND ?2 / 60000 AND last_at > ?4 AND last_at < ?2 AND (turns > 0 OR conv NOT LIKE 'plugins/%')"
        " ORDER BY recent DESC, last_at DESC LIMIT ?3",
        tenant, wanted.until, most, wanted.since);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return {};
        DESK_TRY(auto summary, read_summary(rows));
        summaries.push_back(std::move(summary));
    }
}

// Those of one moment stay in the order they came in.
void keep_newest(std::vector<ConversationSummary>& summaries, std::size_t most) {
    std::stable_sort(summaries.begin(), summaries.end(),
                     [](const auto& a, const auto& b) { return a.last_at > b.last_at; });
    if (summaries.size() > most) summaries.resize(most);
}

Result<ConversationSummary> find_summary(Connection& reader, const Reach& reach,
                                         std::string_view id) {
    Statement row = reader.query(
        "SELECT id, tenant, conv, state, assignee, turns, first_at, last_at FROM conversation"
        " WHERE id = ?1 AND (?2 IS NULL OR tenant = ?2)",
        id, reach.customer);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return not_found("no such conversation");
    return read_summary(row);
}

// Columns: n, seq, author, reader, at, body, language, detail, plugin, plugin_version, took_us,
// reason, understood, part, then of the outbox: state, attempts. A reply that is not there is fetched.
Result<Turn> read_turn(const Statement& row) {
    const bool is_reply = !row.is_null(13);
    Turn turn{.n = row.integer(0),
              .seq = row.integer(1),
              .author = row.text(2),
              .reader = row.text(3) == "agents" ? Reader::agents : Reader::everyone,
              .at = row.time(4),
              .text = row.text(5),
              .language = row.text(6),
              .plugin = row.text(8),
              .plugin_version = row.text(9),
              .took = std::chrono::microseconds{row.integer(10)},
              .reason = row.text(11),
              .understood = row.text(12),
              .delivery = is_reply && row.is_null(14) ? "fetched" : row.text(14),
              .delivery_attempts = static_cast<int>(row.integer(15))};
    if (!is_reply || row.is_null(7)) return turn;
    DESK_TRY(const auto document, parse_json(row.text(7)));
    DESK_TRY(turn.card, read_shown_card(document));
    return turn;
}

Result<Hit> read_hit(Connection& reader, std::int64_t id, std::string_view query) {
    Statement row = reader.query(
        "SELECT c.id, t.tenant, t.conv, t.n, t.at, t.author, t.body FROM turn t"
        " JOIN conversation c ON c.slot = t.slot AND c.tenant = t.tenant AND c.conv = t.conv"
        " WHERE t.id = ?",
        id);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return broken("search: a turn is gone");
    return Hit{.conversation_id = row.text(0),
               .key = {Tenant{row.text(1)}, row.text(2)},
               .n = row.integer(3),
               .at = row.time(4),
               .author = row.text(5),
               .snippet = words_around(row.text(6), query)};
}

}  // namespace

Result<std::vector<ConversationSummary>> SqliteArchive::list(const Reach& reach, Time before,
                                                             int most) {
    std::vector<ConversationSummary> summaries;
    if (most <= 0) return summaries;
    DESK_TRY(const auto reader, database_.read());
    DESK_TRY(const auto tenants, tenants_in(*reader, reach));
    const auto enough = static_cast<std::size_t>(most);
    Between wanted{.until = before == Time{} ? Time::max() : before};
    for (const auto& tenant : tenants) {
        DESK_CHECK(list_tenant(*reader, tenant, wanted, most, summaries));
        if (summaries.size() < enough) continue;
        keep_newest(summaries, enough);
        wanted.since = summaries.back().last_at;  // of the tenants that follow, only what is newer than all of these
    }
    keep_newest(summaries, enough);
    for (auto& summary : summaries) DESK_CHECK(add_last_text(*reader, reach, summary));
    return summaries;
}

Result<ConversationSummary> SqliteArchive::find(const Reach& reach, std::string_view id) {
    DESK_TRY(const auto reader, database_.read());
    DESK_TRY(auto summary, find_summary(*reader, reach, id));
    DESK_CHECK(add_last_text(*reader, reach, summary));
    return summary;
}

Result<std::vector<Turn>> SqliteArchive::turns(const Reach& reach, std::string_view id,
                                               std::int64_t after, int most) {
    DESK_TRY(const auto reader, database_.read());
    DESK_TRY(const auto summary, find_summary(*reader, reach, id));
    Statement rows = reader->query(
        "SELECT t.n, t.seq, t.author, t.reader, t.at, t.body, t.language, t.detail, t.plugin,"
        " t.plugin_version, t.took_us, t.reason, t.understood, t.part, o.state, o.attempts"
        " FROM turn t LEFT JOIN outbox o ON o.slot = t.slot AND o.tenant = t.tenant"
        "  AND o.conv = t.conv AND o.seq = t.seq AND o.part = t.part"
        " WHERE t.slot = ? AND t.tenant = ? AND t.conv = ? AND t.n > ? AND t.reader LIKE ?"
        " ORDER BY t.n LIMIT ?",
        RowKey{summary.key}, after, readers(reach), most);
    std::vector<Turn> turns;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return turns;
        DESK_TRY(auto turn, read_turn(rows));
        turns.push_back(std::move(turn));
    }
}

Result<std::vector<Hit>> SqliteArchive::search(const Reach& reach, std::string_view query,
                                               int most) {
    DESK_TRY(const auto reader, database_.read());
    DESK_TRY(const auto found, find_turns(*reader, reach.customer, match_expression(query), most));
    std::vector<Hit> hits;
    for (const auto id : found) {
        DESK_TRY(auto hit, read_hit(*reader, id, query));
        hits.push_back(std::move(hit));
    }
    return hits;
}

Result<std::vector<Trace>> SqliteArchive::trace(const Reach& reach, std::string_view adapter,
                                                std::string_view event_id) {
    DESK_TRY(const auto reader, database_.read());
    DESK_TRY(const auto tenants, tenants_in(*reader, reach));
    std::vector<Trace> traces;
    for (const auto& tenant : tenants) {
        DESK_TRY(auto trace,
                 trace_event(*reader, database_.names(), Tenant{tenant}, adapter, event_id));
        if (trace) traces.push_back(*std::move(trace));
    }
    if (traces.empty()) return not_found("no such event");
    return traces;
}

}  // namespace desk
