#include "storage/sqlite/seen_rows.hpp"

namespace desk {

Result<std::optional<SeenEvent>> find_seen(Connection& connection, const Tenant& tenant, std::string_view adapter,
                                           std::string_view event_id) {
    Statement row = connection.query(
        "SELECT conv, seq, state, reason, attempts, at, done_at, said FROM seen"
        " WHERE slot = ? AND tenant = ? AND adapter = ? AND ext_id = ?",
        slot_of(tenant, std::string{adapter} + "/" + std::string{event_id}), tenant.customer, adapter, event_id);
    DESK_TRY(const bool exists, row.step());
    if (!exists) return std::optional<SeenEvent>{};
    SeenEvent event{.conversation = RowKey{{tenant, row.text(0)}},
                    .seq = row.integer(1),
                    .state = row.text(2),
                    .reason = row.text(3),
                    .attempts = static_cast<int>(row.integer(4)),
                    .at = row.time(5),
                    .said = row.integer(7)};
    if (!row.is_null(6)) event.done_at = row.time(6);
    return std::optional{std::move(event)};
}

}  // namespace desk
