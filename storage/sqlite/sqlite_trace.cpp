#include "storage/sqlite/sqlite_trace.hpp"

#include "storage/sqlite/seen_rows.hpp"

namespace desk {
namespace {

// What was tried so far, while the message waits.
Result<void> read_attempts(Connection& reader, const SeenEvent& event, Trace& trace) {
    Statement row = reader.query(
        "SELECT reason, attempts FROM inbox WHERE slot = ? AND tenant = ? AND conv = ? AND seq = ?", event.conversation, trace.seq);
    DESK_TRY(const bool waits, row.step());
    if (!waits) return {};
    trace.reason = row.text(0);
    trace.attempts = static_cast<int>(row.integer(1));
    return {};
}

// The message's turns stand together; of one put back into the queue, the words stand further up.
Result<void> read_plugin(Connection& reader, const SeenEvent& event, Trace& trace) {
    Statement rows = reader.query(
        "SELECT seq, plugin, plugin_version, took_us FROM turn"
        " WHERE slot = ? AND tenant = ? AND conv = ? AND n >= ? ORDER BY n",
        event.conversation, event.said);
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

Result<void> read_sends(Connection& reader, const SeenEvent& event, Trace& trace) {
    Statement rows = reader.query(
        "SELECT t.part, coalesce(o.state, 'sent'), coalesce(o.attempts, 0), o.idem, coalesce(o.provider_id, 'fetched'),"
        " o.last_error FROM turn t LEFT JOIN outbox o ON o.slot = t.slot AND o.tenant = t.tenant AND o.conv = t.conv"
        "  AND o.seq = t.seq AND o.part = t.part"
        " WHERE t.slot = ? AND t.tenant = ? AND t.conv = ? AND t.n >= ? AND t.seq = ? AND t.part IS NOT NULL ORDER BY t.n",
        event.conversation, event.said, trace.seq);
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
    DESK_TRY(const auto event, find_seen(reader, tenant, adapter, event_id));
    if (!event) return std::optional<Trace>{};
    Trace trace{.key = {tenant, event->conversation.conv},
                .message_id = names.message(tenant, adapter, event_id),
                .seq = event->seq,
                .state = event->state,
                .reason = event->reason,
                .attempts = event->attempts,
                .received_at = event->at,
                .done_at = event->done_at};
    DESK_CHECK(trace.done_at ? read_plugin(reader, *event, trace) : read_attempts(reader, *event, trace));
    DESK_CHECK(read_sends(reader, *event, trace));
    return std::optional{std::move(trace)};
}

}  // namespace desk
