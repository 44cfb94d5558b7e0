// SqliteStore: dead letters, listed, put back into the queue, or dropped.
#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace desk {
namespace {

bool is_message(const DeadLetter& letter) {
    return letter.part < 0;
}

std::string object_of(const DeadLetter& letter) {
    std::string object = letter.stage + " " + std::to_string(letter.seq);
    if (!is_message(letter)) object += "/" + std::to_string(letter.part);
    return object + " of " +
           derived_id({letter.conversation.tenant.customer, letter.conversation.name});
}

// Where the message or reply waits again. False: it is not dead.
Result<bool> revive_reply(Connection& connection, const RowKey& key, const DeadLetter& letter,
                          Time now) {
    DESK_TRY(const auto revived,
             connection.change("UPDATE outbox SET state = 'pending', attempts = 0, first_at = NULL"
                               " WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND part = "
                               "? AND state = 'dead'",
                               key, letter.seq, letter.part));
    if (revived == 0) return false;
    DESK_CHECK(
        connection.change("UPDATE conversation SET send_at = ?5,"
                          "  sent_seq = CASE WHEN sent_seq < ?4 THEN sent_seq ELSE ?4 - 1 END"
                          " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3",
                          key, letter.seq, now));
    return true;
}

Result<std::int64_t> next_seq(Connection& connection, const RowKey& key, Time now) {
    Statement bumped = connection.query(
        "UPDATE conversation SET last_seq = last_seq + 1,"
        "  ready_at = CASE WHEN last_seq = done_seq THEN ?4 ELSE ready_at END"
        " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 RETURNING last_seq",
        key, now);
    DESK_CHECK(bumped.step());
    return bumped.integer(0);
}

// The event now stands for its new place in the conversation.
Result<void> move_event(Connection& connection, const RowKey& key, std::int64_t seq) {
    std::string adapter;
    std::string ext_id;
    {
        Statement row = connection.query(
            "SELECT adapter, ext_id FROM inbox"
            " WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ?",
            key, seq);
        DESK_CHECK(row.step());
        adapter = row.text(0);
        ext_id = row.text(1);
    }
    DESK_CHECK(connection.change(
        "UPDATE seen SET seq = ?, state = 'accepted', reason = NULL, attempts = 0, done_at = NULL"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?", seq,
        slot_of(Tenant{key.tenant}, adapter + "/" + ext_id), key.tenant, adapter, ext_id));
    return {};
}

// As the conversation's newest message: what was handled after it stays as it is. The id of the
// message, and with it every idempotency key of its call, is the same again.
Result<bool> revive_message(Connection& connection, const RowKey& key, const DeadLetter& letter,
                            Time now) {
    DESK_TRY(const auto seq, next_seq(connection, key, now));
    DESK_TRY(
        const auto copied,
        connection.change(
            "INSERT INTO inbox(slot, tenant, conv, seq, adapter, ext_id, author, author_name,"
            " received_at, body, detail, extra, said)"
            " SELECT slot, tenant, conv, ?5, adapter, ext_id, author, author_name, ?6, body, "
            "detail,"
            " extra, said FROM inbox WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND seq = ?4"
            "  AND state = 'dead' AND detail IS NOT NULL",
            key, letter.seq, seq, now));
    if (copied == 0) return false;
    DESK_CHECK(move_event(connection, key, seq));
    return true;
}

Result<void> forget_words(Connection& connection, const RowKey& key, std::int64_t seq) {
    DESK_CHECK(connection.change(
        "UPDATE inbox SET body = NULL, detail = NULL, extra = NULL, author_name = NULL"
        " WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND state = 'dead'",
        key, seq));
    return {};
}

Result<void> cancel_reply(Connection& connection, const RowKey& key, const DeadLetter& letter) {
    DESK_CHECK(connection.change(
        "UPDATE outbox SET state = 'cancelled', payload = NULL"
        " WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND part = ? AND state = 'dead'",
        key, letter.seq, letter.part));
    return {};
}

}  // namespace

Result<std::vector<DeadLetter>> SqliteStore::dead_letters(int most) {
    DESK_TRY(const auto reader, database_->read());
    Statement rows = reader->query(
        "SELECT d.tenant, d.conv, d.seq, d.part, d.stage, d.reason, d.at, d.redriven_at, coalesce(i.ext_id, o.ext_id)"
        " FROM dead_letter d LEFT JOIN inbox i ON i.slot = d.slot AND i.tenant = d.tenant"
        "  AND i.conv = d.conv AND i.seq = d.seq"
        " LEFT JOIN outbox o ON o.slot = d.slot AND o.tenant = d.tenant AND o.conv = d.conv AND o.seq = d.seq AND o.part = d.part"
        " ORDER BY d.at DESC, d.slot, d.tenant, d.conv, d.seq, d.part LIMIT ?",
        most);
    std::vector<DeadLetter> letters;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return letters;
        DeadLetter letter{.conversation = {Tenant{rows.text(0)}, rows.text(1)},
                          .seq = rows.integer(2),
                          .part = static_cast<int>(rows.integer(3)),
                          .stage = rows.text(4),
                          .reason = rows.text(5),
                          .event_id = rows.text(8),
                          .at = rows.time(6)};
        if (!rows.is_null(7)) letter.redriven_at = rows.time(7);
        letters.push_back(std::move(letter));
    }
}

Result<void> SqliteStore::redrive(const DeadLetter& letter, std::string_view actor, Time now) {
    const RowKey key{letter.conversation};
    const auto put_back = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(
            const auto marked,
            connection.change(
                "UPDATE dead_letter SET redriven_at = ? WHERE slot = ? AND tenant = ? AND conv = ?"
                " AND seq = ? AND part = ? AND stage = ? AND redriven_at IS NULL",
                now, key, letter.seq, letter.part, letter.stage));
        if (marked == 0) return false;
        DESK_TRY(const bool revived, is_message(letter)
                                         ? revive_message(connection, key, letter, now)
                                         : revive_reply(connection, key, letter, now));
        if (!revived) return false;
        if (is_message(letter)) DESK_CHECK(forget_words(connection, key, letter.seq));
        DESK_CHECK(append_audit(connection, database_->audit_key(), key.slot,
                                letter.conversation.tenant,
                                {.actor = std::string{actor},
                                 .action = "deadletter.redrive",
                                 .object = object_of(letter)},
                                now));
        return true;
    };
    return change(put_back, "no such dead letter, or it is back in the queue already");
}

Result<void> SqliteStore::drop(const DeadLetter& letter, std::string_view actor, Time now) {
    const RowKey key{letter.conversation};
    const auto end = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(
            const auto dropped,
            connection.change(
                "DELETE FROM dead_letter WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ?"
                " AND part = ? AND stage = ?",
                key, letter.seq, letter.part, letter.stage));
        if (dropped == 0) return false;
        DESK_CHECK(is_message(letter) ? forget_words(connection, key, letter.seq)
                                      : cancel_reply(connection, key, letter));
        DESK_CHECK(append_audit(
            connection, database_->audit_key(), key.slot, letter.conversation.tenant,
            {.actor = std::string{actor}, .action = "deadletter.drop", .object = object_of(letter)},
            now));
        return true;
    };
    return change(end, "no such dead letter");
}

}  // namespace desk
