#include "storage/sqlite/audit_rows.hpp"

#include "storage/audit_chain.hpp"

namespace desk {

Result<void> append_audit(Connection& connection, std::string_view key, int slot,
                          const Tenant& tenant, const AuditEntry& entry, Time now) {
    AuditRow row{.slot = slot,
                 .n = 1,
                 .at = now.time_since_epoch().count(),
                 .tenant = tenant.customer,
                 .entry = entry};
    std::string previous;
    {
        Statement last = connection.query(
            "SELECT n, mac FROM audit WHERE slot = ? ORDER BY n DESC LIMIT 1", slot);
        DESK_TRY(const bool found, last.step());
        if (found) {
            row.n = last.integer(0) + 1;
            previous = last.text(1);
        }
    }
    DESK_CHECK(connection.change(
        "INSERT INTO audit(slot, n, at, tenant, actor, action, object, detail, prev, mac)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        slot, row.n, now, row.tenant, entry.actor, entry.action, entry.object, entry.detail,
        Blob{previous}, Blob{chained_mac(key, previous, row)}));
    return {};
}

}  // namespace desk
