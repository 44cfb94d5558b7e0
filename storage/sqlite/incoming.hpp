// One message on its way into the inbox, inside a transaction somebody else has opened: from a platform
// (SqliteStore::receive) or from the desk itself (a timer, news).
#pragma once

#include "storage/sqlite/statement.hpp"
#include "storage/store.hpp"
#include <desk/result.hpp>

#include <optional>
#include <string>

namespace desk {

class Connection;
class Names;

// An arrival with all that can be made before the transaction is open. The arrival outlives it.
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

// Errors: invalid (no place, no event id or one over 256 bytes, NUL).
Result<Incoming> prepare_incoming(const Arrival& arrival, const Names& names);

// What the first delivery of this event got, if there was one.
Result<std::optional<Receipt>> seen_before(Connection& connection, const Incoming& incoming);
Result<Receipt> store_incoming(Connection& connection, const Incoming& incoming, Time now);

}  // namespace desk
