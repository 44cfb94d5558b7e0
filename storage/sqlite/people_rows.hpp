// The rows of who is known: customers as their sources describe them, and accounts of platforms that were linked to a
// person. Inside a transaction somebody else has opened.
#pragma once

#include "conversations/conversation.hpp"
#include "storage/sqlite/statement.hpp"
#include <desk/result.hpp>

namespace desk {

class Connection;

// What the source leaves out stays as it was. Errors: as Statement::step.
Result<void> keep_enrolled(Connection& connection, const EnrolledCustomer& customer, Time now);

}  // namespace desk
