#include "storage/sqlite/incoming.hpp"

#include "conversations/documents.hpp"
#include "storage/slot.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/situation_rows.hpp"
#include <desk/json.hpp>
#include <desk/object_text.hpp>

namespace desk {
namespace {

constexpr std::size_t longest_event_id = 256;

bool is_usable(std::string_view id) {
    return !id.empty() && id.find('\0') == std::string_view::npos;
}

Result<void> check(const Message& message) {
    if (!is_usable(message.place.adapter) || !is_usable(message.place.channel)) {
        return invalid("arrival without a place, or with NUL in it");
    }
    if (!is_usable(message.event_id) || message.event_id.size() > longest_event_id) {
        return invalid("arrival with an event id of " + std::to_string(message.event_id.size()) +
                       " bytes, or with NUL in it");
    }
    return {};
}

// `sent_at` stays out: platforms stamp a redelivery anew.
std::string hash_of(const Message& message, std::string_view conversation) {
    std::string values;
    append_texts(values, message.values);
    return derived_id({message.text, message.author, conversation,
                       name_of(message.kind),
                       values});
}

// A number in its conversation and, when nothing waits before it, the conversation's head.
struct Numbered {
    std::int64_t seq = 0;
    std::optional<Head> head = {};
};

// Three statements instead of an upsert that returns the row: it would make a table of its own for that one row.
Result<void> count_up(Connection& connection, const Incoming& incoming, Time now) {
    DESK_TRY(const auto known,
             connection.change("UPDATE conversation SET last_seq = last_seq + 1,"
                               "  ready_at = CASE WHEN last_seq = done_seq THEN ?4 ELSE ready_at END"
                               " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3",
                               incoming.key, now));
    if (known == 1) return {};
    DESK_CHECK(connection.change(
        "INSERT INTO conversation(slot, tenant, conv, id, last_seq, ready_at, first_at, last_at, recent)"
        " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?5, ?5 / 60000)",
        incoming.key, incoming.conversation_id, now));
    return {};
}

// A conversation with 16 unsent answers waits, see Store::waiting_messages.
Result<Numbered> next_seq(Connection& connection, const Incoming& incoming, Time now) {
    DESK_CHECK(count_up(connection, incoming, now));
    Statement row = connection.query(
        "SELECT state, assignee, customer, customer_until, misses, dialog, last_seq,"
        "  last_seq = done_seq + 1 AND done_seq - sent_seq < 16"
        " FROM conversation WHERE slot = ? AND tenant = ? AND conv = ?",
        incoming.key);
    DESK_CHECK(row.step());
    Numbered numbered{.seq = row.integer(6)};
    if (row.integer(7) == 0) return numbered;
    DESK_TRY(numbered.head, read_head(row));
    return numbered;
}

Result<Situation> situation_of(Connection& connection, const Incoming& incoming, Numbered numbered, Time now) {
    const auto& [tenant, message] = incoming.arrival;
    DESK_TRY(auto language, chosen_language(connection, tenant, message));
    return Situation{.key = {tenant, incoming.key.conv},
                     .seq = numbered.seq,
                     .message_id = incoming.message_id,
                     .message = message,
                     .head = *std::move(numbered.head),
                     .chosen_language = std::move(language),
                     .received_at = now};
}

}  // namespace

Result<Incoming> prepare_incoming(const Arrival& arrival, const Names& names) {
    DESK_CHECK(check(arrival.message));
    const Message& message = arrival.message;
    const ConversationKey key{arrival.tenant, conversation_name(message.place)};
    std::optional<std::string> extra;
    const bool is_said = message.kind == MessageKind::action || message.kind == MessageKind::message;
    if (is_said && (message.kind == MessageKind::action || !message.values.empty())) {
        extra = dump_json({{"kind", name_of(message.kind)}, {"values", message.values}});
    }
    return Incoming{.arrival = arrival,
            .key = RowKey{key},
            .seen_slot = slot_of(arrival.tenant, message.place.adapter + "/" + message.event_id),
            .conversation_id = names.conversation(key),
            .message_id = names.message(arrival.tenant, message.place.adapter, message.event_id),
            .body_hash = hash_of(message, key.name),
            .detail = detail_text(message),
            .extra = std::move(extra)};
}

Result<std::optional<Receipt>> seen_before(Connection& connection, const Incoming& incoming) {
    const Message& message = incoming.arrival.message;
    Statement found = connection.query(
        "SELECT seq, body_hash FROM seen"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
        incoming.seen_slot, incoming.key.tenant, message.place.adapter, message.event_id);
    DESK_TRY(const bool exists, found.step());
    if (!exists) return std::optional<Receipt>{};
    return std::optional{Receipt{.message_id = incoming.message_id,
                                 .seq = found.integer(0),
                                 .is_new = false,
                                 .is_conflicting = found.text(1) != incoming.body_hash}};
}

Result<Receipt> store_incoming(Connection& connection, const Incoming& incoming, Time now) {
    const Message& message = incoming.arrival.message;
    DESK_TRY(auto numbered, next_seq(connection, incoming, now));
    const auto seq = numbered.seq;
    DESK_CHECK(connection.change(
        "INSERT INTO seen(slot, tenant, adapter, ext_id, conv, seq, body_hash, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        incoming.seen_slot, incoming.key.tenant, message.place.adapter, message.event_id,
        incoming.key.conv, seq, incoming.body_hash, now));
    DESK_CHECK(connection.change(
        "INSERT INTO inbox(slot, tenant, conv, seq, adapter, ext_id, author, author_name,"
        " received_at, body, detail, extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        incoming.key, seq, message.place.adapter, message.event_id, message.author,
        message.author_name, now, Blob{message.text}, Blob{incoming.detail}, blob(incoming.extra)));
    Receipt receipt{.message_id = incoming.message_id, .seq = seq};
    if (!numbered.head) return receipt;
    DESK_TRY(receipt.next, situation_of(connection, incoming, std::move(numbered), now));
    return receipt;
}

}  // namespace desk
