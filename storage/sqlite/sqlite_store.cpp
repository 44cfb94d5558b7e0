#include "storage/sqlite/sqlite_store.hpp"

#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/search_index.hpp"
#include "storage/sqlite/unsent_replies.hpp"

namespace desk {
namespace {

Result<std::int64_t> number(Connection& connection, std::string_view sql) {
    Statement row = connection.query(sql);
    DESK_CHECK(row.step());
    return row.integer(0);
}

// Columns: how many messages wait, since when the oldest does.
Result<void> add_waiting(Connection& connection, std::string_view sql, Backlog& backlog) {
    Statement row = connection.query(sql);
    DESK_CHECK(row.step());
    if (row.is_null(1)) return {};
    backlog.waiting_messages += row.integer(0);
    const bool older = backlog.oldest_waiting == Time{} || row.time(1) < backlog.oldest_waiting;
    if (older) backlog.oldest_waiting = row.time(1);
    return {};
}

ShelfEntry entry_of(const Statement& row) {
    return {.key = row.text(0), .value = row.text(1), .version = row.integer(2)};
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::make(std::unique_ptr<Database> database) {
    std::unique_ptr<SqliteStore> store{new SqliteStore{std::move(database)}};
    DESK_TRY(const auto reader, store->database_->read());
    DESK_TRY(store->conversations_, number(*reader, "SELECT count(*) FROM conversation"));
    return store;
}

Result<void> SqliteStore::change(const GroupCommit::Verb& verb, const std::string& missing) {
    DESK_TRY(const bool changed, database_->write(verb));
    if (!changed) return not_found(missing);
    return {};
}

// The lock file keeps others away, so all slots are ours for as long as the program runs.
Result<Holding> SqliteStore::hold_slots(std::string_view) {
    return Holding{.epoch = database_->epoch()};
}

Result<void> SqliteStore::release_slots(std::string_view) {
    return {};
}

Result<std::optional<ShelfEntry>> SqliteStore::recall(const Tenant& tenant, std::string_view plugin,
                                                      std::string_view key) {
    DESK_TRY(const auto reader, database_->read());
    Statement row = reader->query(
        "SELECT k, v, version FROM shelf WHERE slot = ? AND tenant = ? AND plugin = ? AND k = ?"
        " AND v IS NOT NULL",
        slot_of(tenant, plugin), tenant.customer, plugin, key);
    DESK_TRY(const bool exists, row.step());
    return exists ? std::optional{entry_of(row)} : std::nullopt;
}

// No LIKE: a prefix may hold its wildcards. Keys that begin alike stand together.
Result<std::vector<ShelfEntry>> SqliteStore::recall_all(const Tenant& tenant,
                                                        std::string_view plugin,
                                                        std::string_view prefix, int most) {
    DESK_TRY(const auto reader, database_->read());
    Statement rows = reader->query(
        "SELECT k, v, version FROM shelf WHERE slot = ? AND tenant = ? AND plugin = ? AND k >= ?"
        " AND v IS NOT NULL ORDER BY k",
        slot_of(tenant, plugin), tenant.customer, plugin, prefix);
    std::vector<ShelfEntry> entries;
    while (static_cast<int>(entries.size()) < most) {
        DESK_TRY(const bool more, rows.step());
        if (!more || !rows.text(0).starts_with(prefix)) break;
        entries.push_back(entry_of(rows));
    }
    return entries;
}

Result<void> SqliteStore::audit(const Tenant& tenant, const AuditEntry& entry, Time now) {
    const int slot = tenant.customer.empty() ? -1 : slot_of(tenant, "");
    const auto append = [&](Connection& connection) -> Result<bool> {
        DESK_CHECK(append_audit(connection, database_->audit_key(), slot, tenant, entry, now));
        return true;
    };
    DESK_CHECK(database_->write(append));
    return {};
}

// Only conversations in which something waits are looked at: the two indexes hold no others.
CommitFigures SqliteStore::commits() const { return database_->commits(); }

Result<Backlog> SqliteStore::backlog() {
    DESK_TRY(const auto reader, database_->read());
    Backlog backlog{.conversations = conversations_};
    DESK_CHECK(
        add_waiting(*reader,
                    "SELECT sum(c.last_seq - c.done_seq), min(i.received_at)"
                    " FROM conversation c JOIN inbox i ON i.slot = c.slot AND i.tenant = c.tenant"
                    "  AND i.conv = c.conv AND i.seq = c.done_seq + 1"
                    " WHERE c.last_seq > c.done_seq AND c.done_seq - c.sent_seq < 16",
                    backlog));
    DESK_CHECK(
        add_waiting(*reader,
                    "SELECT sum(c.last_seq - c.done_seq), min(i.received_at)"
                    " FROM conversation c JOIN inbox i ON i.slot = c.slot AND i.tenant = c.tenant"
                    "  AND i.conv = c.conv AND i.seq = c.done_seq + 1"
                    " WHERE c.done_seq > c.sent_seq AND c.done_seq - c.sent_seq >= 16",
                    backlog));
    DESK_TRY(const auto unsent, unsent_replies(*reader));
    backlog.waiting_replies = unsent.waiting;
    backlog.oldest_reply = unsent.oldest;
    DESK_TRY(backlog.dead_letters,
             number(*reader, "SELECT count(*) FROM dead_letter WHERE redriven_at IS NULL"));
    return backlog;
}

Result<int> SqliteStore::index_some(int most) {
    int indexed = 0;
    const auto index = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(indexed, index_turns(connection, most));
        return indexed > 0;
    };
    DESK_CHECK(database_->write(index));
    return indexed;
}

Result<void> SqliteStore::write_probe(Time now) {
    const auto probe = [&](Connection& connection) -> Result<bool> {
        DESK_CHECK(
            connection.change("INSERT INTO meta(k, v) VALUES ('probe', ?)"
                              " ON CONFLICT(k) DO UPDATE SET v = excluded.v",
                              std::to_string(now.time_since_epoch().count())));
        return true;
    };
    DESK_CHECK(database_->write(probe));
    return {};
}

}  // namespace desk
