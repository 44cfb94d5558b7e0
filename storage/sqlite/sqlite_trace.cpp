#include "storage/sqlite/sqlite_trace.hpp"

namespace desk {
namespace {

struct Where {
    RowKey key;
    std::int64_t said = 0;
};

// False: no such event.
Result<bool> read_event(Connection& reader, std::string_view adapter, std::string_view event_id, Where& where, Trace& trace) {
    const auto& tenant = trace.key.tenant;
    Statement row = reader.query(
        "SELECT conv, seq, state, reason, attempts, at, done_at, said FROM seen"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
        slot_of(tenant, std::string{adapter} + "/" + std::string{event_id}), tenant.customer, adapter, event_id);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return false;
    trace.key.name = row.text(0);
    trace.seq = row.integer(1);
    trace.state = row.text(2);
    trace.reason = row.text(3);
    trace.attempts = static_cast<int>(row.integer(4));
    trace.received_at = row.time(5);
    if (!row.is_null(6)) trace.done_at = row.time(6);
    where = {.key = RowKey{trace.key}, .said = row.integer(7)};
    return true;
}

// What was tried so far, while the message waits.
Result<void> read_attempts(Connection& reader, const Where& where, Trace& trace) {
    Statement row = reader.query(
        "SELECT reason, attempts FROM inbox WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ?", where.key, trace.seq);
    DESK_TRY(const bool waits, row.step());
    if (!waits) return {};
    trace.reason = row.text(0);
    trace.attempts = static_cast<int>(row.integer(1));
    return {};
}

// The message's turns stand together; of one put back into the queue, the words stand further up.
Result<void> read_plugin(Connection& reader, const Where& where, Trace& trace) {
    Statement rows = reader.query(
        "SELECT seq, plugin, plugin_version, took_us FROM turn"
        " WHERE slot = ? AND tenant = ? AND conv = ? AND n >= ? ORDER BY n",
        where.key, where.said);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more || rows.integer(0) > trace.seq) return {};
        if (rows.integer(0) < trace.seq) continue;
        trace.plugin = rows.text(1);
        trace.plugin_version = rows.text(2);
        trace.took = std::chrono::microseconds{rows.integer(3)};
        if (!trace.plugin.empty()) return {};
    }
}

Result<void> read_sends(Connection& reader, const Where& where, Trace& trace) {
    Statement rows = reader.query(
        "SELECT t.part, coalesce(o.state, 'sent'), coalesce(o.attempts, 0), o.idem, coalesce(o.provider_id, 'fetched'),"
        " o.last_error FROM turn t LEFT JOIN outbox o ON o.slot = t.slot AND o.tenant = t.tenant AND o.conv = t.conv"
        "  AND o.seq = t.seq AND o.part = t.part"
        " WHERE t.slot = ? AND t.tenant = ? AND t.conv = ? AND t.n >= ? AND t.seq = ? AND t.part IS NOT NULL ORDER BY t.n",
        where.key, where.said, trace.seq);
    for (;;) {
        DESK_TRY(const bool more, rows.step());
        if (!more) return {};
        trace.sends.push_back({.part = static_cast<int>(rows.integer(0)),
                               .state = rows.text(1),
                               .attempts = static_cast<int>(rows.integer(2)),
                               .idempotency_key = rows.text(3),
                               .provider_id = rows.text(4),
                               .last_error = rows.text(5)});
    }
}

}  // namespace

Result<std::optional<Trace>> trace_event(Connection& reader, const Names& names,
                                         const Tenant& tenant, std::string_view adapter,
                                         std::string_view event_id) {
    Trace trace{.key = {tenant, {}}, .message_id = names.message(tenant, adapter, event_id)};
    Where where{.key = RowKey{trace.key}};
    DESK_TRY(const bool exists, read_event(reader, adapter, event_id, where, trace));
    if (!exists) return std::optional<Trace>{};
    DESK_CHECK(trace.done_at ? read_plugin(reader, where, trace) : read_attempts(reader, where, trace));
    DESK_CHECK(read_sends(reader, where, trace));
    return std::optional{std::move(trace)};
}

}  // namespace desk
