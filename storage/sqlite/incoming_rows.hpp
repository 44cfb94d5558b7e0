// One message on its way into the inbox, inside a transaction somebody else has opened: from a platform
// (SqliteStore::receive) or from the desk itself (a timer, news).
#pragma once

#include "storage/store.hpp"
#include <desk/result.hpp>

namespace desk {

class Connection;

// A new message, or what its first delivery got. Errors: as Statement::step.
Result<Receipt> store_incoming(Connection& connection, const Incoming& incoming, const Names& names, Time now);

}  // namespace desk
