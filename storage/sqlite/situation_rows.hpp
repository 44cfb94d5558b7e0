// What a message is answered from, as it stands in the rows of its conversation and its author.
#pragma once

#include "conversations/conversation.hpp"
#include "storage/sqlite/statement.hpp"
#include <desk/result.hpp>

#include <string>

namespace desk {

class Connection;

// Of a row that begins with state, assignee, customer, customer_until, misses and dialog. Errors: broken.
Result<Head> read_head(const Statement& row);

// What the author chose with /language, or "".
Result<std::string> chosen_language(Connection& connection, const Tenant& tenant, const Message& message);

}  // namespace desk
