// Appends to the audit trail inside a verb.
#pragma once

#include "conversations/conversation.hpp"
#include "storage/sqlite/connection.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// The next row of the slot's chain (-1: of the whole desk). Errors: as Statement::step.
Result<void> append_audit(Connection& connection, std::string_view key, int slot,
                          const Tenant& tenant, const AuditEntry& entry, Time now);

}  // namespace desk
