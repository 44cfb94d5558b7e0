#include "storage/sqlite/reply_rows.hpp"

#include "storage/sqlite/connection.hpp"

namespace desk {

Result<bool> mark_sent(Connection& connection, const SentReply& sent, Time now) {
    const auto& reply = sent.reply;
    const RowKey key{reply.conversation};
    DESK_TRY(const auto ended,
             connection.change(
                 "UPDATE outbox SET state = 'sent', payload = NULL, attempts = attempts + 1,"
                 " provider_id = ? WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND part = ?"
                 " AND state = 'pending'",
                 sent.provider_id, key, reply.seq, reply.part));
    if (ended == 0) return false;
    return advance(connection, reply, key, now);
}

// The compare-and-swap of the sending side: sent_seq moves up to the last message all of whose
// replies are ended, over messages without replies as well. False: somebody else holds the slot
// now.
Result<bool> advance(Connection& connection, const WaitingReply& reply, const RowKey& key, Time now) {
    DESK_TRY(const auto moved,
             connection.change(
                 "UPDATE conversation SET send_at = ?6, sent_seq = coalesce((SELECT o.seq - 1 FROM "
                 "outbox o"
                 "   WHERE o.slot = ?1 AND o.tenant = ?2 AND o.conv = ?3 AND o.seq >= ?4"
                 "    AND o.state IN ('pending', 'held') ORDER BY o.seq LIMIT 1), done_seq)"
                 " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND sent_seq = ?4 - 1"
                 "  AND EXISTS (SELECT 1 FROM slot_lease WHERE slot = ?1 AND epoch = ?5)",
                 key, reply.seq, reply.epoch, now));
    if (moved == 1) return true;

    // An earlier reply was put back into the queue while this one was on its way. It was sent all
    // the same.
    DESK_TRY(
        const auto overtaken,
        connection.change("UPDATE conversation SET send_at = ?6"
                          " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND sent_seq < ?4 - 1"
                          "  AND EXISTS (SELECT 1 FROM slot_lease WHERE slot = ?1 AND epoch = ?5)",
                          key, reply.seq, reply.epoch, now));
    return overtaken == 1;
}

}  // namespace desk
