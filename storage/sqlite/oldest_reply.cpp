#include "storage/sqlite/oldest_reply.hpp"

namespace desk {

// A reply waits since the message it answers was done.
Result<Time> oldest_reply(Connection& connection) {
    Statement oldest = connection.query(
        "SELECT min(inbox.done_at) FROM conversation"
        " JOIN inbox ON inbox.slot = conversation.slot AND inbox.tenant = conversation.tenant"
        " AND inbox.conv = conversation.conv AND inbox.seq = conversation.sent_seq + 1"
        " WHERE conversation.done_seq > conversation.sent_seq");
    DESK_CHECK(oldest.step());
    return oldest.time(0);
}

}  // namespace desk
