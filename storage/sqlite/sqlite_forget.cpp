// SqliteStore: forgetting what was seen.
#include "storage/sqlite/sqlite_store.hpp"

namespace desk {

// What the clock told a plugin goes with its event: nobody ever looks for it again.
Result<void> SqliteStore::forget_event(Connection& connection, const SeenKey& key) {
    if (key.adapter == plugins_place) {
        DESK_CHECK(connection.change(
            "DELETE FROM inbox WHERE state <> 'accepted' AND (tenant, conv, seq) ="
            " (SELECT tenant, conv, seq FROM seen WHERE slot = ?1 AND tenant = ?2 AND adapter = ?3 AND ext_id = ?4)"
            " AND slot = ?5",
            key.slot, key.tenant, key.adapter, key.ext_id, key.conversation_slot));
    }
    DESK_CHECK(connection.change("DELETE FROM seen WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?", key.slot,
                                 key.tenant, key.adapter, key.ext_id));
    return {};
}

// Walks through the table in steps and begins again when it is through: no index on the time is
// needed, which would cost more than all the walks.
Result<bool> SqliteStore::forget_seen(Time before, int most) {
    const std::lock_guard lock{forget_mutex_};
    std::vector<SeenKey> old;
    int looked_at = 0;
    SeenKey last = forget_after_;
    DESK_TRY(const auto reader, database_->read());
    {
        Statement rows = reader->query(
            "SELECT slot, tenant, adapter, ext_id, at, conv FROM seen"
            " WHERE (slot, tenant, adapter, ext_id) > (?, ?, ?, ?)"
            " ORDER BY slot, tenant, adapter, ext_id LIMIT ?",
            last.slot, last.tenant, last.adapter, last.ext_id, most);
        for (;; ++looked_at) {
            DESK_TRY(const bool more, rows.step());
            if (!more) break;
            last = {static_cast<int>(rows.integer(0)), rows.text(1), rows.text(2), rows.text(3),
                    slot_of({rows.text(1)}, rows.text(5))};
            if (rows.time(4) < before) old.push_back(last);
        }
    }
    const auto forget = [&](Connection& connection) -> Result<bool> {
        for (const auto& key : old) DESK_CHECK(forget_event(connection, key));
        DESK_CHECK(connection.change("DELETE FROM news WHERE done_at < ?", before));
        return true;
    };
    if (!old.empty()) DESK_CHECK(database_->write(forget));
    forget_after_ = looked_at == most ? last : SeenKey{};
    return looked_at == most;
}

}  // namespace desk
