#include "storage/sqlite/call_records.hpp"

#include "conversations/documents.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/sqlite_archive.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t longest_inline = 512;  // of a reply; a longer one is a page
// A fetched page is kept without the time and the headers it came with, which differ each time though the page does not.
// `body` stands first in that document, and a quotation mark inside it is escaped (plugins/sdk/wire.md).
constexpr std::string_view after_body = R"(","fetched_at":")";
// A page that many calls see is not written again for each of them: `at` is right to the hour.
constexpr std::chrono::hours page_slack{1};
constexpr JsonLimits record_limits{16'777'216, 8, 100'000};

Result<std::string> page_called(Connection& reader, const std::string& hash) {
    Statement row = reader.query("SELECT body FROM call_page WHERE hash = ?", hash);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return not_found("the page of a recorded call is gone");
    return row.text(0);
}

// Seen since then: its body need not even be bound, which would copy it.
Result<bool> has_page(Connection& connection, const std::string& hash, Time since) {
    Statement row = connection.query("SELECT 1 FROM call_page WHERE hash = ? AND at >= ?", hash, since);
    return row.step();
}

Result<Exchange> read_exchange(Connection& reader, const Json& pair) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) return broken("a recorded call: no exchange");
    Exchange exchange{.question = pair[0].get<std::string>()};
    if (pair[1].is_string()) {
        exchange.reply = pair[1].get<std::string>();
    } else {
        DESK_TRY(exchange.reply, page_called(reader, text_or(pair[1], "page", "")));
        exchange.reply += text_or(pair[1], "rest", "");
    }
    return exchange;
}

Result<std::vector<Exchange>> read_exchanges(Connection& reader, const std::string& text) {
    std::vector<Exchange> exchanges;
    if (text.empty()) return exchanges;
    DESK_TRY(const auto document, parse_json(text, record_limits));
    for (const auto& pair : document) {
        DESK_TRY(auto exchange, read_exchange(reader, pair));
        exchanges.push_back(std::move(exchange));
    }
    return exchanges;
}

Result<std::vector<std::string>> read_effects(const std::string& text) {
    if (text.empty()) return std::vector<std::string>{};
    DESK_TRY(const auto document, parse_json(text, record_limits));
    return texts_of(document);
}

// The replies of the commit that kept the record: after a redrive the message has others as well. `said` only spares
// looking at what was said before.
Result<void> add_words(Connection& reader, const RowKey& key, std::int64_t said, RecordedCall& call) {
    Statement rows = reader.query(
        "SELECT n, body, detail FROM turn WHERE slot = ? AND tenant = ? AND conv = ? AND n > ?"
        " AND seq = ? AND at = ? AND part IS NOT NULL ORDER BY n",
        key, said, call.seq, call.at);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return {};
        if (call.n == 0) call.n = rows.integer(0);
        call.text += rows.text(1);
        if (rows.is_null(2)) continue;
        DESK_TRY(const auto card, parse_json(rows.text(2)));
        DESK_TRY(call.card, read_shown_card(card));
    }
}

Result<std::int64_t> forget(Connection& connection, std::string_view sql, Time before, int most) {
    return connection.change(sql, before, most);
}

}  // namespace

CallRows::CallRows(const CallRecord& record) : record_(record) {
    if (!record.effects.empty()) effects_ = dump_json(Json(record.effects));
    if (record.exchanges.empty()) return;
    Json pairs = Json::array();
    for (const auto& exchange : record.exchanges) {
        if (exchange.reply.size() <= longest_inline) {
            pairs.push_back(Json::array({exchange.question, exchange.reply}));
            continue;
        }
        const std::string_view reply{exchange.reply};
        const auto page = reply.substr(0, reply.find(after_body));
        pages_.push_back({derived_id({page}), page});
        const Json kept{{"page", pages_.back().hash}, {"rest", reply.substr(page.size())}};
        pairs.push_back(Json::array({exchange.question, kept}));
    }
    exchanges_ = dump_json(pairs);
}

Result<std::int64_t> CallRows::keep(Connection& connection, const Of& message) const {
    const auto& [key, seq, said, now] = message;
    const auto unless_empty = [](const std::string& bytes) {
        return bytes.empty() ? std::nullopt : std::optional{Blob{bytes}};
    };
    for (const auto& page : pages_) {
        DESK_TRY(const bool is_fresh, has_page(connection, page.hash, now - page_slack));
        if (is_fresh) continue;
        DESK_CHECK(connection.change("INSERT INTO call_page(hash, at, body) VALUES (?, ?, ?)"
                                     " ON CONFLICT(hash) DO UPDATE SET at = excluded.at",
                                     page.hash, now, Blob{page.body}));
    }
    DESK_CHECK(connection.change(
        "INSERT INTO call_record(slot, tenant, conv, seq, said, plugin, version, at, call, exchanges, effects, failed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key, seq, said, record_.plugin, record_.version, now, Blob{record_.call}, unless_empty(exchanges_),
        unless_empty(effects_), unless_empty(record_.failed)));
    return connection.last_id();
}

// Looks before it writes: nothing to forget is the rule, and a transaction a minute would be for nothing.
Result<bool> SqliteStore::forget_calls(Time before, int most) {
    {
        DESK_TRY(const auto reader, database_->read());
        Statement old = reader->query(
            "SELECT 1 FROM (SELECT 1 FROM call_record WHERE at < ?1 LIMIT 1) UNION ALL"
            " SELECT 1 FROM (SELECT 1 FROM call_page WHERE at < ?2 LIMIT 1)",
            before, before - page_slack);
        DESK_TRY(const bool exists, old.step());
        if (!exists) return false;
    }
    bool more = false;
    DESK_CHECK(database_->write([&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto calls,
                 forget(connection,
                        "DELETE FROM call_record WHERE id IN (SELECT id FROM call_record WHERE at < ? ORDER BY at LIMIT ?)",
                        before, most));
        DESK_TRY(const auto pages,
                 forget(connection,
                        "DELETE FROM call_page WHERE hash IN"
                        " (SELECT hash FROM call_page WHERE at < ? ORDER BY at LIMIT ?)",
                        before - page_slack, most));
        more = calls == most || pages == most;
        return true;
    }));
    return more;
}

Result<std::vector<CallPlace>> SqliteArchive::calls(const Reach& reach, const CallQuery& query) {
    DESK_TRY(const auto reader, database_.read());
    const auto plugin = query.plugin.empty() ? std::nullopt : std::optional<std::string_view>{query.plugin};
    Statement rows = reader->query(
        "SELECT tenant, conv, seq, id FROM call_record WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR plugin = ?3)"
        " AND (?4 IS NULL OR tenant = ?4) ORDER BY at DESC, id DESC LIMIT ?5",
        query.since, query.until, plugin, reach.customer, query.most);
    std::vector<CallPlace> places;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) break;
        places.push_back({.key = {Tenant{rows.text(0)}, rows.text(1)}, .seq = rows.integer(2), .record = rows.integer(3)});
    }
    std::reverse(places.begin(), places.end());
    return places;
}

Result<RecordedCall> SqliteArchive::call(const Reach& reach, const CallPlace& place) {
    const Error gone = not_found("no such recorded call");
    if (reach.customer && *reach.customer != place.key.tenant.customer) return gone;
    DESK_TRY(const auto reader, database_.read());
    const RowKey key{place.key};
    Statement row = reader->query(
        "SELECT c.id, r.at, r.plugin, r.version, r.call, r.exchanges, r.effects, r.failed, r.said FROM call_record r"
        " JOIN conversation c ON c.slot = r.slot AND c.tenant = r.tenant AND c.conv = r.conv"
        " WHERE r.slot = ? AND r.tenant = ? AND r.conv = ? AND r.seq = ? AND r.id = ?",
        key, place.seq, place.record);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return gone;
    RecordedCall call{.conversation_id = row.text(0), .seq = place.seq, .at = row.time(1)};
    call.record = {.plugin = row.text(2), .version = row.text(3), .call = row.text(4), .failed = row.text(7)};
    DESK_TRY(call.record.exchanges, read_exchanges(*reader, row.text(5)));
    DESK_TRY(call.record.effects, read_effects(row.text(6)));
    DESK_CHECK(add_words(*reader, key, row.integer(8), call));
    return call;
}

}  // namespace desk
