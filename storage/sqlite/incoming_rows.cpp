#include "storage/sqlite/incoming_rows.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/situation_rows.hpp"

namespace desk {
namespace {

// A conversation before the message.
struct Before {
    std::int64_t last_seq = 0;
    bool is_next = true;  // the message is the next of it to be handled
    Head head = {};
    std::string chosen_language = {};
};

// A conversation with 16 unsent answers waits, see Store::waiting_messages.
Result<std::optional<Before>> conversation_before(Connection& connection, const Incoming& incoming) {
    Statement row = connection.query(
        "SELECT state, assignee, customer, customer_until, misses, dialog, last_seq,"
        "  last_seq = done_seq AND done_seq - sent_seq < 16,"
        "  CASE WHEN last_seq = done_seq THEN (SELECT language FROM person"
        "   WHERE slot = ?4 AND tenant = ?2 AND adapter = ?5 AND author = ?6) END"
        " FROM conversation WHERE slot = ?1 AND tenant = ?2 AND conv = ?3",
        incoming.key, incoming.person_slot, incoming.arrival.message.place.adapter, incoming.arrival.message.author);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return std::optional<Before>{};
    Before before{.last_seq = row.integer(6), .is_next = row.integer(7) != 0, .chosen_language = row.text(8)};
    if (before.is_next) {
        DESK_TRY(before.head, read_head(row));
    }
    return std::optional{std::move(before)};
}

Result<void> begin_conversation(Connection& connection, const Incoming& incoming, const Names& names, Time now) {
    DESK_CHECK(connection.change(
        "INSERT INTO conversation(slot, tenant, conv, id, last_seq, ready_at, first_at, last_at, recent)"
        " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?5, ?5 / 60000)",
        incoming.key, names.conversation({incoming.arrival.tenant, incoming.key.conv}), now));
    return {};
}

Result<void> count_up(Connection& connection, const Incoming& incoming, std::int64_t seq, Time now) {
    DESK_CHECK(connection.change(
        "UPDATE conversation SET last_seq = ?4, ready_at = CASE WHEN done_seq = ?4 - 1 THEN ?5 ELSE ready_at END"
        " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3",
        incoming.key, seq, now));
    return {};
}

// False: this event has come before.
Result<bool> mark_seen(Connection& connection, const Incoming& incoming, std::int64_t seq, Time now) {
    const auto& message = incoming.arrival.message;
    DESK_TRY(const auto added, connection.change(
        "INSERT INTO seen(slot, tenant, adapter, ext_id, conv, seq, body_hash, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        incoming.seen_slot, incoming.key.tenant, message.place.adapter, message.event_id,
        incoming.key.conv, seq, incoming.body_hash, now));
    return added == 1;
}

// What the first delivery of this event got.
Result<Receipt> earlier_receipt(Connection& connection, const Incoming& incoming) {
    const auto& message = incoming.arrival.message;
    Statement found = connection.query(
        "SELECT seq, body_hash FROM seen"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
        incoming.seen_slot, incoming.key.tenant, message.place.adapter, message.event_id);
    DESK_CHECK(found.step());
    return Receipt{.message_id = incoming.message_id,
                   .seq = found.integer(0),
                   .is_new = false,
                   .is_conflicting = found.text(1) != incoming.body_hash};
}

Result<void> add_to_inbox(Connection& connection, const Incoming& incoming, std::int64_t seq, Time now) {
    const auto& message = incoming.arrival.message;
    DESK_CHECK(connection.change(
        "INSERT INTO inbox(slot, tenant, conv, seq, adapter, ext_id, author, author_name,"
        " received_at, body, detail, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        incoming.key, seq, message.place.adapter, message.event_id, message.author,
        message.author_name, now, Blob{message.text}, Blob{incoming.detail}, blob(incoming.extra)));
    return {};
}

Situation situation_of(const Incoming& incoming, Before before, Time now) {
    const auto& [tenant, message] = incoming.arrival;
    return {.key = {tenant, incoming.key.conv},
            .seq = before.last_seq + 1,
            .message_id = incoming.message_id,
            .message = message,
            .head = std::move(before.head),
            .chosen_language = std::move(before.chosen_language),
            .received_at = now};
}

}  // namespace

Result<Receipt> store_incoming(Connection& connection, const Incoming& incoming, const Names& names, Time now) {
    DESK_TRY(auto before, conversation_before(connection, incoming));
    const auto seq = before ? before->last_seq + 1 : 1;
    DESK_TRY(const bool is_new, mark_seen(connection, incoming, seq, now));
    if (!is_new) return earlier_receipt(connection, incoming);

    DESK_CHECK(before ? count_up(connection, incoming, seq, now) : begin_conversation(connection, incoming, names, now));
    DESK_CHECK(add_to_inbox(connection, incoming, seq, now));
    Receipt receipt{.message_id = incoming.message_id, .seq = seq};
    if (!before) {
        DESK_TRY(auto language, chosen_language(connection, incoming.arrival.tenant, incoming.arrival.message));
        before = Before{.chosen_language = std::move(language)};
    }
    if (before->is_next) receipt.next = situation_of(incoming, *std::move(before), now);
    return receipt;
}

}  // namespace desk
