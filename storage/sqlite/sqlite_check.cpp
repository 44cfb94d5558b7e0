#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sqlite_operations.hpp"
#include "storage/sqlite/unsent_replies.hpp"

namespace desk {
namespace {

Result<std::int64_t> unindexed_turns(Connection& connection) {
    DESK_TRY(const auto mark, meta_number(connection, "indexed_to"));
    Statement count = connection.query("SELECT count(*) FROM turn WHERE id > ?", mark);
    DESK_CHECK(count.step());
    return count.integer(0);
}

}  // namespace

Result<void> SqliteOperations::check_file(const std::stop_token& stop) {
    return database_.check_file(stop);
}

Result<DatabaseCheck> SqliteOperations::check_database() {
    DESK_CHECK(database_.check_file({}));
    DESK_TRY(const auto reader, database_.read());
    DatabaseCheck check;
    DESK_TRY(const auto schema, meta_number(*reader, "schema"));
    check.schema = static_cast<int>(schema);
    DESK_TRY(check.unindexed_turns, unindexed_turns(*reader));
    DESK_TRY(const auto unsent, unsent_replies(*reader));
    check.oldest_reply = unsent.oldest;
    return check;
}

}  // namespace desk
