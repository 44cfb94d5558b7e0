#include "storage/sqlite/statement.hpp"

#include <sqlite3.h>

namespace desk {
namespace {

bool is_damage(int code) {
    return (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB;
}

bool is_passing_code(int code) {
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_NOMEM:
        case SQLITE_INTERRUPT:
        case SQLITE_PROTOCOL:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool is_failed_flush(int code) {
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

bool ends_transaction(int code) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
        case SQLITE_CORRUPT:
        case SQLITE_INTERRUPT:
            return true;
        default:
            return false;
    }
}

Error sqlite_error(sqlite3* database, int code, std::string_view doing) {
    std::string what{doing};
    what += ": ";
    what += database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
    what += " (" + std::to_string(code) + ")";
    if (is_failed_flush(code) || is_damage(code)) return broken(std::move(what));
    if (code == SQLITE_TOOBIG) return invalid(std::move(what));
    return is_passing_code(code) ? unavailable(std::move(what)) : broken(std::move(what));
}

Statement::~Statement() {
    if (statement_ == nullptr) return;
    if (!kept_) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void Statement::keep(int code) {
    if (code_ == SQLITE_OK) code_ = code;
}

void Statement::bind(std::int64_t value) {
    keep(sqlite3_bind_int64(statement_, next_++, value));
}

void Statement::again() {
    sqlite3_reset(statement_);
    next_ = 1;
}

void Statement::bind(std::string_view text) {
    keep(sqlite3_bind_text64(statement_, next_++, text.empty() ? "" : text.data(), text.size(),
                             borrows_ ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(Blob blob) {
    keep(sqlite3_bind_blob64(statement_, next_++, blob.bytes.empty() ? "" : blob.bytes.data(),
                             blob.bytes.size(), borrows_ ? SQLITE_STATIC : SQLITE_TRANSIENT));
}

void Statement::bind(std::nullopt_t) {
    keep(sqlite3_bind_null(statement_, next_++));
}

Error Statement::failed() {
    failure_ = code_;
    return sqlite_error(database_, code_, "database");
}

Result<bool> Statement::step() {
    if (code_ != SQLITE_OK) return failed();
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    code_ = sqlite3_extended_errcode(database_);
    return failed();
}

Result<std::int64_t> Statement::run() {
    for (;;) {
        DESK_TRY(const bool more, step());
        if (!more) return std::int64_t{sqlite3_changes64(database_)};
    }
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string{} : std::string{bytes, size};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace desk
