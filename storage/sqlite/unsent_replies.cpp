#include "storage/sqlite/unsent_replies.hpp"

namespace desk {

// CROSS: in this order. SQLite would rather read the whole outbox, knowing nothing of how few conversations wait.
Result<UnsentReplies> unsent_replies(Connection& connection) {
    Statement unsent = connection.query(
        "SELECT sum(CASE WHEN o.state = 'pending' THEN 1 ELSE 0 END), min(o.made_at)"
        " FROM conversation c CROSS JOIN outbox o ON o.slot = c.slot"
        "  AND o.tenant = c.tenant AND o.conv = c.conv AND o.seq > c.sent_seq"
        " WHERE c.done_seq > c.sent_seq AND o.state IN ('pending', 'held')");
    DESK_CHECK(unsent.step());
    return UnsentReplies{.waiting = unsent.integer(0), .oldest = unsent.time(1)};
}

}  // namespace desk
