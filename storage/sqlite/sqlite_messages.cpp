// SqliteStore: the inbox, as the dispatcher sees it.
#include "conversations/documents.hpp"
#include "storage/sqlite/situation_rows.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

// The stored message and its words, which stand in a column of their own.
Result<Message> read_stored(const std::string& detail, std::string words) {
    DESK_TRY(auto document, parse_json(detail));
    document["text"] = std::move(words);
    return read_message(document);
}

// The message's own id, by which results are kept. Errors: not_found (done meanwhile).
Result<std::string> message_id(Connection& connection, const Names& names, const Ticket& ticket) {
    Statement found = connection.query(
        "SELECT adapter, ext_id FROM inbox WHERE slot = ? AND tenant = ? AND conv = ?"
        " AND seq = ? AND state = 'accepted'",
        RowKey{ticket.conversation}, ticket.seq);
    DESK_TRY(const bool exists, found.step());
    if (!exists) return not_found("message " + std::to_string(ticket.seq) + " is done");
    return names.message(ticket.conversation.tenant, found.text(0), found.text(1));
}

Result<std::optional<std::string>> kept_result(Connection& connection, const RowKey& key,
                                               std::string_view idem) {
    Statement found =
        connection.query("SELECT result FROM effect WHERE slot = ? AND tenant = ? AND idem = ?",
                         key.slot, key.tenant, idem);
    DESK_TRY(const bool exists, found.step());
    return exists ? std::optional{found.text(0)} : std::nullopt;
}

Result<std::int64_t> draw_number(Connection& connection, std::string_view series,
                                 std::int64_t first) {
    Statement drawn = connection.query(
        "INSERT INTO series(slot, name, last) VALUES (?, ?, ?)"
        " ON CONFLICT(slot, name) DO UPDATE SET last = CASE WHEN series.last < excluded.last"
        "  THEN excluded.last ELSE series.last + 1 END RETURNING last",
        slot_of(Tenant{}, series), series, first);
    DESK_CHECK(drawn.step());
    return drawn.integer(0);
}

Result<void> keep_result(Connection& connection, const RowKey& key, std::string_view idem,
                         std::string_view result, Time now) {
    DESK_CHECK(connection.change(
        "INSERT INTO effect(slot, tenant, idem, result, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        key.slot, key.tenant, idem, Blob{result}, now));
    return {};
}

// Columns: tenant, conv, seq, attempts so far, messages that wait from it on.
Ticket read_ticket(const Statement& row, const Holding& mine) {
    return {.conversation = {Tenant{row.text(0)}, row.text(1)},
            .seq = row.integer(2),
            .epoch = mine.epoch,
            .attempt = static_cast<int>(row.integer(3)) + 1,
            .has_next = row.integer(4) > 1};
}

}  // namespace

Result<std::vector<Ticket>> SqliteStore::waiting_messages(const Holding& mine, Time now, int most) {
    DESK_TRY(const auto reader, database_->read());
    Statement rows = reader->query(
        "SELECT c.tenant, c.conv, c.done_seq + 1, i.attempts, c.last_seq - c.done_seq"
        " FROM conversation c JOIN inbox i ON i.slot = c.slot AND i.tenant = c.tenant"
        "  AND i.conv = c.conv AND i.seq = c.done_seq + 1"
        " WHERE c.last_seq > c.done_seq AND c.done_seq - c.sent_seq < 16 AND c.ready_at <= ?"
        " ORDER BY c.ready_at LIMIT ?",
        now, most);
    std::vector<Ticket> tickets;
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return tickets;
        tickets.push_back(read_ticket(rows, mine));
    }
}

Result<std::optional<Ticket>> SqliteStore::waiting_message(const Holding& mine, const ConversationKey& conversation, Time now) {
    DESK_TRY(const auto reader, database_->read());
    Statement row = reader->query(
        "SELECT c.tenant, c.conv, c.done_seq + 1, i.attempts, c.last_seq - c.done_seq"
        " FROM conversation c JOIN inbox i ON i.slot = c.slot AND i.tenant = c.tenant"
        "  AND i.conv = c.conv AND i.seq = c.done_seq + 1"
        " WHERE c.slot = ? AND c.tenant = ? AND c.conv = ? AND c.done_seq - c.sent_seq < 16 AND c.ready_at <= ?",
        RowKey{conversation}, now);
    DESK_TRY(const bool exists, row.step());
    return exists ? std::optional{read_ticket(row, mine)} : std::nullopt;
}

Result<Situation> SqliteStore::situation(const Ticket& ticket) {
    DESK_TRY(const auto reader, database_->read());
    Situation situation{.key = ticket.conversation, .seq = ticket.seq};
    {
        Statement row = reader->query(
            "SELECT c.state, c.assignee, c.customer, c.customer_until, c.misses, c.dialog, i.received_at,"
            " i.detail, i.body FROM conversation c JOIN inbox i ON i.slot = c.slot AND i.tenant = c.tenant"
            "  AND i.conv = c.conv AND i.seq = ?4"
            " WHERE c.slot = ?1 AND c.tenant = ?2 AND c.conv = ?3 AND c.done_seq = ?4 - 1",
            RowKey{ticket.conversation}, ticket.seq);
        DESK_TRY(const bool exists, row.step());
        if (!exists) return not_found("message " + std::to_string(ticket.seq) + " is done");
        DESK_TRY(situation.head, read_head(row));
        DESK_TRY(situation.message, read_stored(row.text(7), row.text(8)));
        situation.received_at = row.time(6);
    }
    const auto& message = situation.message;
    situation.message_id = database_->names().message(ticket.conversation.tenant,
                                                      message.place.adapter, message.event_id);
    DESK_TRY(situation.chosen_language,
             chosen_language(*reader, ticket.conversation.tenant, message));
    return situation;
}

Result<void> SqliteStore::try_message_again(const Ticket& ticket, Time at, std::string_view why) {
    const RowKey key{ticket.conversation};
    const auto put_off = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto moved,
                 connection.change(
                     "UPDATE conversation SET ready_at = ?5"
                     " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND done_seq = ?4 - 1"
                     "  AND EXISTS (SELECT 1 FROM slot_lease WHERE slot = ?1 AND epoch = ?6)",
                     key, ticket.seq, at, ticket.epoch));
        DESK_TRY(const auto counted,
                 connection.change("UPDATE inbox SET attempts = attempts + 1, reason = ?5"
                                   " WHERE slot = ?1 AND tenant = ?2 AND conv = ?3 AND seq = ?4 "
                                   "AND state = 'accepted'",
                                   key, ticket.seq, why));
        return moved == 1 && counted == 1;
    };
    return change(put_off, "message " + std::to_string(ticket.seq) + " is done");
}

Result<void> SqliteStore::count_attempt(const Ticket& ticket) {
    const auto count = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(
            const auto counted,
            connection.change(
                "UPDATE inbox SET attempts = attempts + 1"
                " WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ? AND state = 'accepted'",
                RowKey{ticket.conversation}, ticket.seq));
        return counted == 1;
    };
    return change(count, "message " + std::to_string(ticket.seq) + " is done");
}

Result<std::optional<std::string>> SqliteStore::outside(const Ticket& ticket,
                                                        std::string_view key) {
    DESK_TRY(const auto reader, database_->read());
    DESK_TRY(const auto id, message_id(*reader, database_->names(), ticket));
    return kept_result(*reader, RowKey{ticket.conversation}, derived_id({"outside", id, key}));
}

Result<void> SqliteStore::keep_outside(const Ticket& ticket, std::string_view key,
                                       std::string_view result, Time now) {
    const auto keep = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto id, message_id(connection, database_->names(), ticket));
        DESK_CHECK(keep_result(connection, RowKey{ticket.conversation},
                               derived_id({"outside", id, key}), result, now));
        return true;
    };
    DESK_CHECK(database_->write(keep));
    return {};
}

Result<std::int64_t> SqliteStore::next_number(const Ticket& ticket, std::string_view key,
                                              std::string_view series, std::int64_t first,
                                              Time now) {
    std::int64_t number = 0;
    const RowKey row{ticket.conversation};
    const auto draw = [&](Connection& connection) -> Result<bool> {
        DESK_TRY(const auto id, message_id(connection, database_->names(), ticket));
        const auto idem = derived_id({"number", id, series, key});
        DESK_TRY(const auto kept, kept_result(connection, row, idem));
        if (kept) {
            number = std::stoll(*kept);
            return false;
        }
        DESK_TRY(number, draw_number(connection, series, first));
        DESK_CHECK(keep_result(connection, row, idem, std::to_string(number), now));
        return true;
    };
    DESK_CHECK(database_->write(draw));
    return number;
}

}  // namespace desk
