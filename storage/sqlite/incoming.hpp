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
    int person_slot = 0;
    std::string message_id = {};
    std::string body_hash = {};
    std::string detail = {};
    std::optional<std::string> extra = {};
};

// Errors: invalid (no place, no event id or one over 256 bytes, NUL).
Result<Incoming> prepare_incoming(const Arrival& arrival, const Names& names);

// A new message, or what its first delivery got. Errors: as Statement::step.
Result<Receipt> store_incoming(Connection& connection, const Incoming& incoming, const Names& names, Time now);

}  // namespace desk
