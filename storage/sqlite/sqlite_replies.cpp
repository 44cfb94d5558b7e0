// SqliteStore: the outbox, as the deliverer and those who fetch their answers see it.
#include "conversations/documents.hpp"
#include "storage/sqlite/reply_rows.hpp"
#include "storage/sqlite/seen_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>

namespace desk {
namespace {

// The first reply of the conversation that is not ended yet; none: all of them are held.
Result<std::optional<WaitingReply>> head_of(Connection& connection, const ConversationKey& key,
                                            const Names& names) {
    Statement row = connection.query(
        "SELECT o.seq, o.part, o.idem, o.payload, o.attempts, coalesce(o.first_at, c.send_at),"
        " o.adapter, o.ext_id"
        " FROM conversation c JOIN outbox o ON o.slot = c.slot AND o.tenant = c.tenant"
        "  AND o.conv = c.conv AND o.seq > c.sent_seq AND o.state = 'pending'"
        " WHERE c.slot = ? AND c.tenant = ? AND c.conv = ? ORDER BY o.seq, o.part LIMIT 2",
        RowKey{key});
    DESK_TRY(const bool exists, row.step());
    if (!exists) return std::optional<WaitingReply>{};

    WaitingReply waiting{.conversation = key,
                         .seq = row.integer(0),
                         .part = static_cast<int>(row.integer(1)),
                         .idempotency_key = row.text(2),
                         .message_id = names.message(key.tenant, row.text(6), row.text(7)),
                         .in_reply_to = row.text(7),
                         .attempts = static_cast<int>(row.integer(4)),
                         .first_at = row.time(5)};
    DESK_TRY(const auto document, parse_json(row.text(3)));
    DESK_TRY(waiting.reply, read_reply(document));
    DESK_TRY(waiting.has_next, row.step());
    return std::optional{std::move(waiting)};
}

Result<Ending> ending_named(std::string_view name) {
    constexpr std::array endings{Ending::replied, Ending::silent, Ending::dead, Ending::expired,
                                 Ending::erased};
    const auto* found = std::find_if(endings.begin(), endings.end(),
                                     [&](Ending ending) { return name_of(ending) == name; });
    if (found == endings.end()) return broken("seen: state " + std::string{name});
    return *found;
}

Result<Reply> read_turn(const Statement& row, std::string_view adapter) {
    Reply reply{.language = row.text(2), .text = row.text(1)};
    reply.place.adapter = adapter;
    if (row.is_null(3)) return reply;
    DESK_TRY(const auto document, parse_json(row.text(3)));
    DESK_TRY(reply.card, read_shown_card(document));
    return reply;
}

}  // namespace

Result<std::vector<WaitingReply>> SqliteStore::waiting_replies(const Holding& mine, Time now,
                                                               int most) {
    DESK_TRY(const auto reader, database_->read());
    std::vector<ConversationKey> due;
    {
        Statement rows = reader->query(
            "SELECT tenant, conv FROM conversation WHERE done_seq > sent_seq AND send_at <= ?"
            " ORDER BY send_at LIMIT ?",
            now, most);
        for (;;) {
            DESK_TRY(const bool more, rows.step());
            if (!more) break;
            due.push_back({Tenant{rows.text(0)}, rows.text(1)});
        }
    }
    std::vector<WaitingReply> replies;
    for (const auto& key : due) {
        DESK_TRY(auto head, head_of(*reader, key, database_->names()));
        if (!head) continue;
        head->epoch = mine.epoch;
        replies.push_back(*std::move(head));
    }
    return replies;
}

Result<std::optional<WaitingReply>> SqliteStore::waiting_reply(const Holding& mine, const ConversationKey& conversation,
                                                               Time now) {
    DESK_TRY(const auto reader, database_->read());
    {
        Statement row = reader->query(
            "SELECT 1 FROM conversation WHERE slot = ? AND tenant = ? AND conv = ? AND done_seq > sent_seq AND send_at <= ?",
            RowKey{conversation}, now);
        DESK_TRY(const bool is_due, row.step());
        if (!is_due) return std::optional<WaitingReply>{};
    }
    DESK_TRY(auto head, head_of(*reader, conversation, database_->names()));
    if (head) head->epoch = mine.epoch;
    return head;
}

Result<void> SqliteStore::try_reply_again(const WaitingReply& reply, Time at, std::string_view why,
                                          bool counts) {
    const RowKey key{reply.conversation};
    const auto put_off = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto counted,
                 connection.change(
                     "UPDATE outbox SET attempts = attempts + ?, last_error = ?,"
                     " first_at = coalesce(first_at, ?) WHERE slot = ? AND tenant = ? AND conv = ?"
                     " AND seq = ? AND part = ? AND state = 'pending'",
                     counts ? 1 : 0, why, reply.first_at, key, reply.seq, reply.part));
        DESK_TRY(
            const auto moved,
            connection.change(
                "UPDATE conversation SET send_at = ?4 WHERE slot = ?1 AND tenant = ?2 AND conv = ?3"
                " AND EXISTS (SELECT 1 FROM slot_lease WHERE slot = ?1 AND epoch = ?5)",
                key, at, reply.epoch));
        return counted == 1 && moved == 1;
    };
    return change(put_off, "reply " + std::to_string(reply.seq) + " has ended");
}

Result<bool> SqliteStore::give_up_reply(const WaitingReply& reply, std::string_view why, Time now) {
    const RowKey key{reply.conversation};
    return database_->write([&](Connection& connection) -> Result<bool> {
        DESK_TRY(
            const auto ended,
            connection.change(
                "UPDATE outbox SET state = 'dead', last_error = ? WHERE slot = ? AND tenant = ?"
                " AND conv = ? AND seq = ? AND part = ? AND state = 'pending'",
                why, key, reply.seq, reply.part));
        if (ended == 0) return false;
        DESK_CHECK(connection.change(
            "INSERT INTO dead_letter(slot, tenant, conv, seq, part, stage, reason, at)"
            " VALUES (?, ?, ?, ?, ?, 'send', ?, ?)"
            " ON CONFLICT(slot, tenant, conv, seq, part, stage) DO UPDATE SET"
            "  reason = excluded.reason, at = excluded.at, redriven_at = NULL",
            key, reply.seq, reply.part, why, now));
        return advance(connection, reply, key, now);
    });
}

Result<Answered> SqliteStore::answered(const Tenant& tenant, std::string_view adapter,
                                       std::string_view event_id) {
    DESK_TRY(const auto reader, database_->read());
    DESK_TRY(const auto event, find_seen(*reader, tenant, adapter, event_id));
    if (!event) return not_found("no such event");
    Answered answered{.message_id = database_->names().message(tenant, adapter, event_id)};
    if (event->state == "accepted") return answered;

    answered.is_done = true;
    DESK_TRY(answered.ending, ending_named(event->state));
    Statement rows = reader->query(
        "SELECT seq, body, language, detail, part FROM turn"
        " WHERE slot = ? AND tenant = ? AND conv = ? AND n > ? ORDER BY n",
        event->conversation, event->said);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more || rows.integer(0) > event->seq) return answered;
        if (rows.integer(0) < event->seq || rows.is_null(4)) continue;
        DESK_TRY(auto reply, read_turn(rows, adapter));
        answered.replies.push_back(std::move(reply));
    }
}

}  // namespace desk
