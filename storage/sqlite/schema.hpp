// Brings a database to the schema this program knows, and reads what it says about itself. One
// thread.
#pragma once

#include "storage/migrations.hpp"
#include "storage/sqlite/connection.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace desk {

// The value of a row of `meta`, "" when there is none.
Result<std::string> meta(Connection& connection, std::string_view key);
Result<std::int64_t> meta_number(Connection& connection, std::string_view key);

// Runs the changes that are due, one transaction each. Errors: as due_migrations; invalid (a
// database of another program); unavailable.
Result<void> migrate(Connection& connection, std::span<const Migration> known, bool read_only,
                     const std::string& path);
// Takes all slots: a new epoch, so that tickets of the process before are worth nothing. Returns
// it.
Result<std::int64_t> take_slots(Connection& connection);

}  // namespace desk
