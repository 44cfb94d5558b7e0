// SqliteStore: from the outside into the inbox, and forgetting what was seen.
#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/incoming.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace desk {
namespace {

AuditEntry conflict(const Incoming& incoming) {
    return {.actor = incoming.arrival.message.place.adapter,
            .action = "redelivery.conflict",
            .object = incoming.message_id,
            .detail = "the first delivery counts"};
}

}  // namespace

Result<std::vector<Receipt>> SqliteStore::receive(std::span<const Arrival> arrivals, Time now) {
    std::vector<Incoming> batch;
    batch.reserve(arrivals.size());
    for (const auto& arrival : arrivals) {
        DESK_TRY(auto incoming, prepare_incoming(arrival, database_->names()));
        batch.push_back(std::move(incoming));
    }

    std::vector<Receipt> receipts;
    const auto store_all = [&](Connection& connection) -> Result<bool> {
        bool changed = false;
        receipts.clear();
        for (const auto& incoming : batch) {
            DESK_TRY(auto receipt, seen_before(connection, incoming));
            if (!receipt) {
                DESK_TRY(receipt, store_incoming(connection, incoming, now));
            } else if (receipt->is_conflicting) {
                DESK_CHECK(append_audit(connection, database_->audit_key(), incoming.key.slot,
                                        incoming.arrival.tenant, conflict(incoming), now));
            }
            changed = changed || receipt->is_new || receipt->is_conflicting;
            receipts.push_back(*std::move(receipt));
        }
        return changed;
    };
    DESK_CHECK(database_->write(store_all, GroupCommit::Kind::arrival));
    for (const auto& receipt : receipts) {
        if (receipt.is_new && receipt.seq == 1) ++conversations_;
    }
    return receipts;
}

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
