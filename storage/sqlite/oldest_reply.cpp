#include "storage/sqlite/oldest_reply.hpp"

namespace desk {

Result<Time> oldest_reply(Connection& connection) {
    Statement oldest = connection.query(
        "SELECT min(o.made_at) FROM conversation c CROSS JOIN outbox o ON o.slot = c.slot"
        "  AND o.tenant = c.tenant AND o.conv = c.conv AND o.seq > c.sent_seq"
        " WHERE c.done_seq > c.sent_seq AND o.state IN ('pending', 'held')");
    DESK_CHECK(oldest.step());
    return oldest.time(0);
}

}  // namespace desk
