// A prepared statement, lent by its connection: bind, step, read columns; given back, reset and
// emptied, at the end of its scope. A failure while preparing or binding is kept and comes out of
// the first step. One thread at a time.
#pragma once

#include "storage/slot.hpp"
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace desk {

// Bytes that are bound and stored as BLOB, not as text.
struct Blob {
    std::string_view bytes = {};
};

inline std::optional<Blob> blob(const std::optional<std::string>& bytes) {
    return bytes ? std::optional{Blob{*bytes}} : std::nullopt;
}

// `code` is SQLite's extended result code. Errors: broken (a failed flush, a damaged file, a bug),
// invalid (too big), unavailable (full, locked, read only, failed reading or writing).
Error sqlite_error(sqlite3* database, int code, std::string_view doing);
// A flush that failed: the kernel may have dropped the pages, so nothing may be written any more.
bool is_failed_flush(int code);
// SQLite may have given up the whole transaction, not only the statement.
bool ends_transaction(int code);

class Statement {
public:
    // `prepared`: the result of preparing it. `kept`: by the connection, for the next time.
    // `failure` outlives it and is told SQLite's code when a step fails.
    Statement(sqlite3* database, sqlite3_stmt* statement, int prepared, bool kept, int& failure)
        : database_(database),
          statement_(statement),
          failure_(failure),
          code_(prepared),
          kept_(kept) {}
    Statement(Statement&& other) noexcept
        : database_(other.database_),
          statement_(std::exchange(other.statement_, nullptr)),
          failure_(other.failure_),
          code_(other.code_),
          kept_(other.kept_),
          borrows_(other.borrows_),
          next_(other.next_) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    // Texts bound from now on are not copied: they outlive this statement.
    void borrow_texts() { borrows_ = true; }
    // Begins anew: the next value is the first placeholder's.
    void again();

    // Binds the next placeholder. Texts are copied, unless they are borrowed.
    void bind(std::int64_t value);
    void bind(int value) { bind(std::int64_t{value}); }
    void bind(std::string_view text);
    void bind(const std::string& text) { bind(std::string_view{text}); }
    void bind(const char* text) { bind(std::string_view{text}); }
    void bind(Blob blob);
    void bind(Time at) { bind(std::int64_t{at.time_since_epoch().count()}); }
    void bind(std::nullopt_t);
    // Three placeholders.
    void bind(const RowKey& key) {
        bind(key.slot);
        bind(key.tenant);
        bind(key.conv);
    }
    template <class T>
    void bind(const std::optional<T>& value) {
        if (value) {
            bind(*value);
        } else {
            bind(std::nullopt);
        }
    }

    // True: there is a row, read it with the functions below. False: done.
    Result<bool> step();
    // To the end; the number of rows changed.
    Result<std::int64_t> run();

    // Of the present row, columns from 0. NULL reads as 0 and "".
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Time time(int column) const { return Time{std::chrono::milliseconds{integer(column)}}; }
    bool is_null(int column) const;

private:
    void keep(int code);
    Error failed();

    sqlite3* database_;
    sqlite3_stmt* statement_;
    int& failure_;
    int code_;  // of the first failure so far
    bool kept_;
    bool borrows_ = false;
    int next_ = 1;
};

}  // namespace desk
