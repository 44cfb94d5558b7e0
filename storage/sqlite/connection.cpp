#include "storage/sqlite/connection.hpp"

#include "storage/sqlite/begin_sqlite.hpp"

#include <sqlite3.h>

#include <cassert>

namespace desk {
namespace {

constexpr int most_bytes = 4 * 1024 * 1024;

// No automatic checkpoint: it would hide a failed flush, and the next one would repeat it.
constexpr const char* pragmas =
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA cell_size_check=ON;"
    "PRAGMA mmap_size=0;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16384;"
    "PRAGMA wal_autocheckpoint=0;"
    "PRAGMA journal_size_limit=67108864;";

int harden(sqlite3* database) {
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, most_bytes);
    sqlite3_extended_result_codes(database, 1);
    int code = sqlite3_busy_timeout(database, 5000);
    const auto set = [&](int option, int value) {
        if (code == SQLITE_OK) code = sqlite3_db_config(database, option, value, nullptr);
    };
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    set(SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0);
    set(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
    set(SQLITE_DBCONFIG_DQS_DML, 0);
    set(SQLITE_DBCONFIG_DQS_DDL, 0);
    return code;
}

int note_log_pages(void* log_pages, sqlite3*, const char*, int pages) {
    *static_cast<int*>(log_pages) = pages;
    return SQLITE_OK;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const ConnectionOptions& options) {
    begin_sqlite();
    const int access =
        options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* database = nullptr;
    const int code = sqlite3_open_v2(options.path.c_str(), &database,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                                     options.vfs.empty() ? nullptr : options.vfs.c_str());
    std::unique_ptr<Connection> connection{new Connection{database}};
    if (code != SQLITE_OK) return sqlite_error(database, code, "opening " + options.path);
    DESK_CHECK(connection->set_up(options.read_only));
    return connection;
}

Connection::~Connection() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(database_);
}

Result<void> Connection::set_up(bool read_only) {
    if (const int code = harden(database_); code != SQLITE_OK) {
        return sqlite_error(database_, code, "setting the database up");
    }
    DESK_CHECK(script(pragmas));
    sqlite3_wal_hook(database_, note_log_pages, &log_pages_);
    DESK_TRY(const auto mode,
             pragma(read_only ? "PRAGMA journal_mode" : "PRAGMA journal_mode=WAL"));
    DESK_TRY(const auto synchronous, pragma("PRAGMA synchronous"));
    if (!read_only && (mode != "wal" || synchronous != "2")) {
        return broken("database: journal_mode is " + mode + " and synchronous " + synchronous +
                      " instead of wal and 2");
    }
    return {};
}

Result<std::string> Connection::pragma(std::string_view sql) {
    Statement statement = once(sql);
    DESK_TRY(const bool found, statement.step());
    return found ? statement.text(0) : std::string{};
}

Statement Connection::once(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()),
                                        &statement, nullptr);
    return {database_, statement, code, false, failure_};
}

Statement Connection::prepared(std::string_view sql) {
    if (const auto kept = statements_.find(sql.data()); kept != statements_.end()) {
        assert(sql == sqlite3_sql(kept->second) && "not a literal: its address was another statement's");
        return {database_, kept->second, SQLITE_OK, true, failure_};
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code == SQLITE_OK) statements_.emplace(sql.data(), statement);
    return {database_, statement, code, true, failure_};
}

Result<void> Connection::script(const std::string& sql) {
    const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failed("database");
    return {};
}

Error Connection::failed(std::string_view doing) {
    failure_ = sqlite3_extended_errcode(database_);
    return sqlite_error(database_, failure_, doing);
}

std::int64_t Connection::last_id() const {
    return sqlite3_last_insert_rowid(database_);
}

std::int64_t Connection::changes() const {
    return sqlite3_total_changes64(database_);
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(database_) == 0;
}

Result<int> Connection::checkpoint(bool all) {
    int pages = 0;
    const int code = sqlite3_wal_checkpoint_v2(
        database_, nullptr, all ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &pages,
        nullptr);
    if (code == SQLITE_OK || (code & 0xFF) == SQLITE_BUSY) return pages;
    return failed("checkpoint");
}

void Connection::leave_log() {
    sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

}  // namespace desk
