#include "storage/sqlite/finishing.hpp"

#include "conversations/documents.hpp"
#include "storage/sqlite/audit_rows.hpp"
#include "storage/sqlite/database.hpp"
#include "storage/sqlite/due.hpp"
#include "storage/sqlite/people_rows.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

std::int64_t minute_of(Time time) {
    return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
}

std::optional<std::string_view> unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

Finishing::Finishing(const Conclusion& conclusion, Time now, const Database& database)
    : ticket_(conclusion.ticket),
      outcome_(conclusion.outcome),
      now_(now),
      database_(database),
      key_(ticket_.conversation) {
    for (const auto& reply : outcome_.replies) add_part(reply);
    if (outcome_.call) call_.emplace(*outcome_.call);
    if (outcome_.head.dialog) dialog_ = dump_json(to_json(*outcome_.head.dialog));
}

void Finishing::add_part(const Reply& reply) {
    const int number = static_cast<int>(parts_.size());
    Part part{.reply = reply, .number = number};
    if (!outcome_.fetched) {
        part.idem = database_.names().reply(ticket_.conversation, ticket_.seq, number);
        part.payload = document_of(reply);
    }
    if (reply.card) part.card = dump_json(to_json(*reply.card));
    parts_.push_back(std::move(part));
}

Result<bool> Finishing::operator()(Connection& connection) {
    DESK_TRY(const auto message, stored(connection));
    if (!message) return false;
    for (const auto& seen : outcome_.shelf_seen) {
        DESK_TRY(const bool unchanged, is_unchanged(connection, seen));
        if (!unchanged) return false;
    }
    const bool is_new_turn = message->is_spoken() && !message->said;
    const std::int64_t said = is_new_turn ? 1 : 0;
    const auto turns = said + static_cast<std::int64_t>(parts_.size() + outcome_.notes.size());
    DESK_TRY(const bool swapped, swap(connection, turns));
    if (!swapped) return false;
    if (waits() && message->sent_seq == ticket_.seq - 1) {
        next_reply_to_ = message->event_id;
        next_reply_of_ = message->adapter;
    }
    if (message->recent != minute_of(now_)) DESK_CHECK(move_up(connection));

    std::int64_t n = message->turns;
    if (is_new_turn) DESK_CHECK(keep_words(connection, *message, ++n));
    const auto said_in = is_new_turn ? std::optional{n} : message->said;
    std::optional<std::int64_t> call;
    if (call_) {
        DESK_TRY(call, call_->keep(connection, {key_, ticket_.seq, said_in.value_or(0), now_}));
    }
    DESK_CHECK(end_event(connection, *message, said_in));
    DESK_CHECK(leave_inbox(connection, *message, said_in, call));
    for (const auto& part : parts_) DESK_CHECK(keep_part(connection, *message, part, ++n));
    for (const auto& note : outcome_.notes) DESK_CHECK(keep_note(connection, note, ++n));
    if (has_listener({.adapter = message->adapter})) DESK_CHECK(keep_person(connection, *message));
    DESK_CHECK(keep_effects(connection));
    if (is_silent_tick(*message)) DESK_CHECK(forget_earlier_ticks(connection, key_, ticket_.seq));
    return true;
}

std::optional<WaitingReply> Finishing::next_reply() const {
    if (next_reply_to_.empty()) return {};
    return WaitingReply{.conversation = ticket_.conversation,
                        .seq = ticket_.seq,
                        .epoch = ticket_.epoch,
                        .idempotency_key = parts_.front().idem,
                        .message_id = database_.names().message(ticket_.conversation.tenant,
                                                                next_reply_of_, next_reply_to_),
                        .in_reply_to = next_reply_to_,
                        .reply = parts_.front().reply,
                        .first_at = now_,
                        .has_next = parts_.size() > 1};
}

Result<std::optional<Finishing::Stored>> Finishing::stored(Connection& connection) const {
    Statement row = connection.query(
        "SELECT i.adapter, i.ext_id, i.author, i.author_name, i.body, i.received_at, c.turns, c.sent_seq, c.recent,"
        " i.said, i.extra, i.id, i.attempts FROM inbox i"
        " JOIN conversation c ON c.slot = i.slot AND c.tenant = i.tenant AND c.conv = i.conv"
        " WHERE i.slot = ? AND i.tenant = ? AND i.conv = ? AND i.seq = ? AND i.state = 'accepted'",
        key_, ticket_.seq);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return std::optional<Stored>{};
    Stored message{.adapter = row.text(0),
                   .event_id = row.text(1),
                   .author = row.text(2),
                   .author_name = row.text(3),
                   .body = row.text(4),
                   .received_at = row.time(5),
                   .turns = row.integer(6),
                   .sent_seq = row.integer(7),
                   .recent = row.integer(8)};
    if (!row.is_null(9)) message.said = row.integer(9);
    if (!row.is_null(10)) message.extra = row.text(10);
    message.id = row.integer(11);
    message.attempts = static_cast<int>(row.integer(12));
    return std::optional{std::move(message)};
}

// Version 0: nothing was there, and a value that was forgotten is nothing too.
Result<bool> Finishing::is_unchanged(Connection& connection, const ShelfSeen& seen) const {
    Statement row = connection.query(
        "SELECT version FROM shelf WHERE slot = ? AND tenant = ? AND plugin = ? AND k = ?"
        " AND v IS NOT NULL",
        slot_of(seen.tenant, seen.plugin), seen.tenant.customer, seen.plugin, seen.key);
    DESK_TRY(const bool exists, row.step());
    return seen.version == (exists ? row.integer(0) : 0);
}

// The compare-and-swap: whoever is second, or held the slot in an earlier epoch, changes no row.
Result<bool> Finishing::swap(Connection& connection, std::int64_t turns) const {
    DESK_TRY(const auto swapped, connection.change(
        "UPDATE conversation SET done_seq = ?4, state = ?6, assignee = ?7, customer = ?8,"
        "  customer_until = ?14, dialog = ?9, misses = ?10, turns = turns + ?11, last_at = ?12,"
        "  sent_seq = CASE WHEN ?13 = 0 AND sent_seq = ?4 - 1 THEN ?4 ELSE sent_seq END,"
        "  send_at = CASE WHEN done_seq = sent_seq THEN ?12 ELSE send_at END,"
        "  ready_at = CASE WHEN last_seq = ?4 THEN ready_at ELSE coalesce((SELECT received_at FROM inbox"
        "   WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND seq = ?4 + 1), ready_at) END"
        " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND done_seq = ?4 - 1"
        "  AND EXISTS (SELECT 1 FROM slot_lease WHERE slot = ?1 AND epoch = ?5)",
        key_, ticket_.seq, ticket_.epoch, name_of(outcome_.head.state),
        unless_empty(outcome_.head.assignee), unless_empty(outcome_.head.customer), blob(dialog_),
        outcome_.head.misses, turns, now_, waits() ? 1 : 0,
        outcome_.head.customer_until));
    return swapped == 1;
}

// Further up in the list of conversations.
Result<void> Finishing::move_up(Connection& connection) const {
    DESK_CHECK(connection.change(
        "UPDATE conversation SET recent = ?4 WHERE slot = ?1 AND tenant = ?2 AND conv = ?3", key_, minute_of(now_)));
    return {};
}

Result<void> Finishing::keep_words(Connection& connection, const Stored& message,
                                   std::int64_t n) const {
    DESK_CHECK(connection.change(
        "INSERT INTO turn(slot, tenant, conv, n, seq, author, reader, at, body, detail, plugin,"
        " plugin_version, command, took_us, outcome, reason, understood)"
        " VALUES (?, ?, ?, ?, ?, ?, 'everyone', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key_, n, ticket_.seq, person(message), message.received_at, Blob{message.body}, blob(message.extra),
        unless_empty(outcome_.plugin),
        unless_empty(outcome_.plugin_version), unless_empty(outcome_.command),
        std::int64_t{outcome_.took.count()}, name_of(outcome_.ending),
        unless_empty(outcome_.reason), unless_empty(outcome_.understood)));
    return {};
}

Result<void> Finishing::end_event(Connection& connection, const Stored& message, std::optional<std::int64_t> said) const {
    DESK_CHECK(connection.change(
        "UPDATE seen SET state = ?, reason = ?, attempts = ?, done_at = ?, said = ?"
        " WHERE adapter = ? AND ext_id = ? AND tenant = ? AND seq = ?",
        name_of(outcome_.ending), unless_empty(outcome_.reason), message.attempts, now_, said, message.adapter,
        message.event_id, key_.tenant, ticket_.seq));
    return {};
}

// A dead message keeps its words, to be put back into the queue; a tick stays until the next but one.
Result<void> Finishing::leave_inbox(Connection& connection, const Stored& message, std::optional<std::int64_t> said,
                                    std::optional<std::int64_t> call) const {
    if (is_silent_tick(message)) {
        DESK_CHECK(connection.change("UPDATE inbox SET state = 'silent', call = ?, body = NULL, detail = NULL WHERE id = ?", call,
                                     message.id));
        return {};
    }
    if (outcome_.ending != Ending::dead) {
        DESK_CHECK(connection.change("DELETE FROM inbox WHERE id = ?", message.id));
        return {};
    }
    DESK_CHECK(connection.change("UPDATE inbox SET state = 'dead', said = ? WHERE id = ?", said, message.id));
    DESK_CHECK(connection.change(
        "INSERT INTO dead_letter(slot, tenant, conv, seq, part, stage, reason, at)"
        " VALUES (?, ?, ?, ?, -1, 'process', ?, ?)",
        key_, ticket_.seq, outcome_.reason, now_));
    return {};
}

Result<void> Finishing::keep_part(Connection& connection, const Stored& message, const Part& part, std::int64_t n) const {
    if (part.payload) {
        DESK_CHECK(connection.change(
            "INSERT INTO outbox(slot, tenant, conv, seq, part, idem, payload, adapter, ext_id, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            key_, ticket_.seq, part.number, part.idem, blob(part.payload), message.adapter, message.event_id, now_));
    }
    DESK_CHECK(connection.change(
        "INSERT INTO turn(slot, tenant, conv, n, seq, part, author, reader, at, body, detail,"
        " language, plugin, plugin_version, command, took_us, reason)"
        " VALUES (?, ?, ?, ?, ?, ?, 'bot', 'everyone', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key_, n, ticket_.seq, part.number, now_, Blob{part.reply.text}, blob(part.card),
        part.reply.language, unless_empty(outcome_.plugin), unless_empty(outcome_.plugin_version),
        unless_empty(outcome_.command), std::int64_t{outcome_.took.count()},
        unless_empty(outcome_.reason)));
    return {};
}

Result<void> Finishing::keep_note(Connection& connection, const Note& note, std::int64_t n) const {
    DESK_CHECK(
        connection.change("INSERT INTO turn(slot, tenant, conv, n, seq, author, reader, at, body)"
                          " VALUES (?, ?, ?, ?, ?, ?, 'agents', ?, ?)",
                          key_, n, ticket_.seq, note.author, now_, Blob{note.text}));
    return {};
}

Result<void> Finishing::keep_person(Connection& connection, const Stored& message) const {
    DESK_CHECK(connection.change(
        "INSERT INTO person(slot, tenant, adapter, author, id, name, language, first_at, last_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)"
        " ON CONFLICT(slot, tenant, adapter, author) DO UPDATE SET last_at = excluded.last_at,"
        "  id = CASE WHEN excluded.id = '' THEN person.id ELSE excluded.id END,"
        "  name = CASE WHEN excluded.name = '' THEN person.name ELSE excluded.name END,"
        "  language = CASE WHEN excluded.language = '' THEN person.language"
        "   ELSE excluded.language END"
        " WHERE person.last_at <= excluded.last_at - 3600000 OR excluded.id NOT IN ('', person.id)"
        "  OR excluded.name NOT IN ('', person.name) OR excluded.language NOT IN ('', person.language)",
        slot_of(ticket_.conversation.tenant, message.adapter + "/" + message.author), key_.tenant,
        message.adapter, message.author, outcome_.person_id, message.author_name,
        outcome_.choose_language, now_));
    return {};
}

Result<void> Finishing::change_shelf(Connection& connection, const ShelfChange& change) const {
    DESK_CHECK(connection.change(
        "INSERT INTO shelf(slot, tenant, plugin, k, v, version, at) VALUES (?, ?, ?, ?, ?, 1, ?)"
        " ON CONFLICT(slot, tenant, plugin, k) DO UPDATE SET v = excluded.v,"
        "  version = shelf.version + 1, at = excluded.at",
        slot_of(change.tenant, change.plugin), change.tenant.customer, change.plugin, change.key,
        blob(change.value), now_));
    return {};
}

Result<void> Finishing::keep_effects(Connection& connection) const {
    for (const auto& change : outcome_.shelf_changes) DESK_CHECK(change_shelf(connection, change));
    for (const auto& change : outcome_.timers) DESK_CHECK(change_timer(connection, key_, change));
    for (const auto& change : outcome_.subscriptions) DESK_CHECK(change_subscription(connection, key_, change, now_));
    for (const auto& news : outcome_.news) DESK_CHECK(keep_news(connection, news, now_));
    for (const auto& customer : outcome_.enrolled) DESK_CHECK(keep_enrolled(connection, customer, now_));
    for (const auto& entry : outcome_.audit) {
        DESK_CHECK(append_audit(connection, database_.audit_key(), key_.slot,
                                ticket_.conversation.tenant, entry, now_));
    }
    return {};
}

}  // namespace desk
