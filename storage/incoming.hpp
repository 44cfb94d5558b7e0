// A message on its way into the inbox, with everything that is derived from it: made by whoever brings it, before a
// transaction is open. Pure; any thread.
#pragma once

#include <desk/result.hpp>

#include <optional>
#include <string>

#include "conversations/conversation.hpp"
#include "storage/slot.hpp"

namespace desk {

struct Arrival {
    Tenant tenant = {};
    Message message = {};
};

struct Incoming {
    Arrival arrival = {};
    RowKey key;
    int seen_slot = 0;    // of its event
    int person_slot = 0;  // of its author
    std::string message_id = {};
    std::string body_hash = {};             // of what makes a redelivery the same
    std::string detail = {};                // the message without its text, as JSON
    std::optional<std::string> extra = {};  // what its turn keeps of an action or a form, as JSON
};

// Errors: invalid (no place, no event id or one over 256 bytes, NUL).
Result<Incoming> prepare_incoming(Arrival arrival, const Names& names);

}  // namespace desk
