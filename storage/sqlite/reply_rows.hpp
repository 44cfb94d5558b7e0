// The end of a reply, inside a transaction somebody else has opened.
#pragma once

#include "storage/store.hpp"
#include <desk/result.hpp>

namespace desk {

class Connection;

// It has reached its platform. False: it was ended before, or somebody else holds the slot now.
Result<bool> mark_sent(Connection& connection, const SentReply& sent, Time now);

// Its conversation goes on behind a reply that has ended. False: somebody else holds the slot now.
// `key`: of the reply's conversation.
Result<bool> advance(Connection& connection, const WaitingReply& reply, const RowKey& key, Time now);

}  // namespace desk
