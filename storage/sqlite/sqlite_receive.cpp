// SqliteStore: from the outside into the inbox, and forgetting what was seen.
#include "conversations/documents.hpp"
#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

constexpr std::size_t longest_event_id = 256;

// One arrival with all that can be made before the transaction is open.
struct Incoming {
    const Arrival& arrival;
    RowKey key;
    int seen_slot = 0;
    std::string conversation_id = {};
    std::string message_id = {};
    std::string body_hash = {};
    std::string detail = {};
    std::optional<std::string> extra = {};
};

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
    const auto values = Json(message.values);
    return derived_id({message.text, message.author, conversation,
                       message.kind == MessageKind::action ? "action" : "message",
                       dump_json(values)});
}

Incoming prepare(const Arrival& arrival, const Names& names) {
    const Message& message = arrival.message;
    const ConversationKey key{arrival.tenant, conversation_name(message.place)};
    Json detail = to_json(message);
    detail.erase("text");

    std::optional<std::string> extra;
    if (message.kind == MessageKind::action || !message.values.empty()) {
        extra = dump_json({{"kind", detail["kind"]}, {"values", message.values}});
    }
    return {.arrival = arrival,
            .key = RowKey{key},
            .seen_slot = slot_of(arrival.tenant, message.place.adapter + "/" + message.event_id),
            .conversation_id = names.conversation(key),
            .message_id = names.message(arrival.tenant, message.place.adapter, message.event_id),
            .body_hash = hash_of(message, key.name),
            .detail = dump_json(detail),
            .extra = std::move(extra)};
}

// What the first delivery got, if there was one.
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

Result<std::int64_t> next_seq(Connection& connection, const Incoming& incoming, Time now) {
    Statement bumped = connection.query(
        "INSERT INTO conversation(slot, tenant, conv, id, last_seq, ready_at, first_at, last_at)"
        " VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5, ?5)"
        " ON CONFLICT(slot, tenant, conv) DO UPDATE SET last_seq = conversation.last_seq + 1,"
        "  ready_at = CASE WHEN conversation.last_seq = conversation.done_seq"
        "   THEN excluded.ready_at ELSE conversation.ready_at END"
        " RETURNING last_seq",
        incoming.key, incoming.conversation_id, now);
    DESK_CHECK(bumped.step());
    return bumped.integer(0);
}

Result<Receipt> store_new(Connection& connection, const Incoming& incoming, Time now) {
    const Message& message = incoming.arrival.message;
    DESK_TRY(const auto seq, next_seq(connection, incoming, now));
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
    return Receipt{.message_id = incoming.message_id, .seq = seq};
}

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
        DESK_CHECK(check(arrival.message));
        batch.push_back(prepare(arrival, database_->names()));
    }

    std::vector<Receipt> receipts;
    const auto store_all = [&](Connection& connection) -> Result<bool> {
        bool changed = false;
        for (const auto& incoming : batch) {
            DESK_TRY(auto receipt, seen_before(connection, incoming));
            if (!receipt) {
                DESK_TRY(receipt, store_new(connection, incoming, now));
            } else if (receipt->is_conflicting) {
                DESK_CHECK(append_audit(connection, database_->audit_key(), incoming.key.slot,
                                        incoming.arrival.tenant, conflict(incoming), now));
            }
            changed = changed || receipt->is_new || receipt->is_conflicting;
            receipts.push_back(*receipt);
        }
        return changed;
    };
    DESK_CHECK(database_->write(store_all, GroupCommit::Kind::arrival));
    for (const auto& receipt : receipts) {
        if (receipt.is_new && receipt.seq == 1) ++conversations_;
    }
    return receipts;
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
            "SELECT slot, tenant, adapter, ext_id, at FROM seen"
            " WHERE (slot, tenant, adapter, ext_id) > (?, ?, ?, ?)"
            " ORDER BY slot, tenant, adapter, ext_id LIMIT ?",
            last.slot, last.tenant, last.adapter, last.ext_id, most);
        for (;; ++looked_at) {
            DESK_TRY(const bool more, rows.step());
            if (!more) break;
            last = {static_cast<int>(rows.integer(0)), rows.text(1), rows.text(2), rows.text(3)};
            if (rows.time(4) < before) old.push_back(last);
        }
    }
    const auto forget = [&](Connection& connection) -> Result<bool> {
        for (const auto& key : old) {
            DESK_CHECK(connection.change(
                "DELETE FROM seen WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
                key.slot, key.tenant, key.adapter, key.ext_id));
        }
        return true;
    };
    if (!old.empty()) DESK_CHECK(database_->write(forget));
    forget_after_ = looked_at == most ? last : SeenKey{};
    return looked_at == most;
}

}  // namespace desk
