// One connection to the database file, set up as reliability.md §3 demands, with its prepared
// statements kept. One thread at a time; closing it is safe while others are open.
#pragma once

#include "storage/sqlite/statement.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace desk {

struct ConnectionOptions {
    std::string path = {};
    bool read_only = false;
    std::string vfs = {};  // tests put a failing disk under it; "": SQLite's own
};

class Connection {
public:
    // Opens, sets every pragma and limit, and reads `journal_mode` and `synchronous` back.
    // Errors: as sqlite_error; broken (the file is not in WAL mode and cannot be brought there).
    static Result<std::unique_ptr<Connection>> open(const ConnectionOptions& options);

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // A statement with all its placeholders bound. `sql` is a literal: its address is kept as the key.
    template <class... Values>
    Statement query(std::string_view sql, const Values&... values) {
        Statement statement = prepared(sql);
        (statement.bind(values), ...);
        return statement;
    }
    // Runs it to the end; the number of rows changed.
    template <class... Values>
    Result<std::int64_t> change(std::string_view sql, const Values&... values) {
        Statement statement = prepared(sql);
        statement.borrow_texts();
        (statement.bind(values), ...);
        return statement.run();
    }
    // The same for a text made at run time (a tenant's own full-text table): prepared anew, not
    // kept.
    Statement once(std::string_view sql);
    // Several statements without placeholders: pragmas, the schema.
    Result<void> script(const std::string& sql);

    // SQLite's extended code of the last failure since `forget_failure`; 0: none.
    int failure() const { return failure_; }
    void forget_failure() { failure_ = 0; }
    // Pages in the log after the last commit of this connection.
    int log_pages() const { return log_pages_; }
    // Of the row inserted last.
    std::int64_t last_id() const;
    // Rows changed since it was opened.
    std::int64_t changes() const;
    // A transaction is open.
    bool in_transaction() const;
    // PASSIVE, or TRUNCATE with `all`; the number of pages in the log afterwards. Errors: as
    // sqlite_error.
    Result<int> checkpoint(bool all);
    // Closing will not touch the file: after a failed flush.
    void leave_log();

private:
    explicit Connection(sqlite3* database) : database_(database) {}
    Statement prepared(std::string_view sql);
    Result<void> set_up(bool read_only);
    Result<std::string> pragma(std::string_view sql);

    Error failed(std::string_view doing);

    sqlite3* database_;
    int failure_ = 0;
    int log_pages_ = 0;
    std::unordered_map<const char*, sqlite3_stmt*> statements_;  // by the address of their text, which is quicker than the text
};

}  // namespace desk
