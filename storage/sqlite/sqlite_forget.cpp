// SqliteStore: forgetting what was seen.
#include "storage/sqlite/sqlite_store.hpp"

namespace desk {
namespace {

struct OldEvent {
    SeenKey key = {};
    RowKey conversation;
    std::int64_t seq = 0;
};

// What the clock told a plugin goes with its event: nobody ever looks for it again.
Result<void> forget_event(Connection& connection, const OldEvent& event) {
    const auto& key = event.key;
    if (key.adapter == plugins_place) {
        DESK_CHECK(connection.change(
            "DELETE FROM inbox WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND state <> 'accepted'",
            event.conversation, event.seq));
    }
    DESK_CHECK(connection.change("DELETE FROM seen WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?", key.slot,
                                 key.tenant, key.adapter, key.ext_id));
    return {};
}

}  // namespace

// Walks through the table in steps and begins again when it is through: no index on the time is
// needed, which would cost more than all the walks.
Result<bool> SqliteStore::forget_seen(Time before, int most) {
    const std::lock_guard lock{forget_mutex_};
    std::vector<OldEvent> old;
    int looked_at = 0;
    SeenKey last = forget_after_;
    DESK_TRY(const auto reader, database_->read());
    {
        Statement rows = reader->query(
            "SELECT adapter, ext_id, tenant, slot, at, conv, seq FROM seen"
            " WHERE (adapter, ext_id, tenant, slot) > (?, ?, ?, ?)"
            " ORDER BY adapter, ext_id, tenant, slot LIMIT ?",
            last.adapter, last.ext_id, last.tenant, last.slot, most);
        for (;; ++looked_at) {
            DESK_TRY(const bool more, rows.step());
            if (!more) break;
            const bool is_old = rows.time(4) < before;
            if (!is_old && looked_at + 1 < most) continue;
            last = {.adapter = rows.text(0), .ext_id = rows.text(1), .tenant = rows.text(2), .slot = static_cast<int>(rows.integer(3))};
            if (is_old) old.push_back({.key = last, .conversation = RowKey{{{last.tenant}, rows.text(5)}}, .seq = rows.integer(6)});
        }
    }
    const auto forget = [&](Connection& connection) -> Result<bool> {
        for (const auto& event : old) DESK_CHECK(forget_event(connection, event));
        DESK_CHECK(connection.change("DELETE FROM news WHERE done_at < ?", before));
        return true;
    };
    if (!old.empty()) DESK_CHECK(database_->write(forget));
    forget_after_ = looked_at == most ? last : SeenKey{};
    return looked_at == most;
}

}  // namespace desk
