#include "storage/sqlite/file_check.hpp"

#include "storage/sqlite/statement.hpp"

#include <sqlite3.h>

#include <memory>

namespace desk {
namespace {

constexpr const char* pragmas = "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;";
constexpr int longest_wait_ms = 5'000;  // for a lock, as every connection

Result<void> quick_check(sqlite3* database, const std::string& path) {
    sqlite3_stmt* statement = nullptr;
    int failure = 0;
    const int prepared = sqlite3_prepare_v2(database, "PRAGMA quick_check(1)", -1, &statement, nullptr);
    Statement check{database, statement, prepared, false, failure};
    const auto row = check.step();
    if (!row && is_passing(row.error())) return row.error();
    const std::string found = row && *row ? check.text(0) : (row ? "no answer" : row.error().what);
    if (found == "ok") return {};
    return broken("database " + path + " is damaged (" + found +
                  "); restore it from a backup: deskhand backup restore");
}

}  // namespace

Result<void> check_file(const std::string& path, const std::string& vfs, const std::stop_token& stop) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened,
                                     SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
                                     vfs.empty() ? nullptr : vfs.c_str());
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database{opened, &sqlite3_close};
    if (code != SQLITE_OK) return sqlite_error(opened, code, "opening " + path);
    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, longest_wait_ms);
    sqlite3_exec(opened, pragmas, nullptr, nullptr, nullptr);

    const std::stop_callback interrupts{stop, [opened] { sqlite3_interrupt(opened); }};
    if (stop.stop_requested()) return unavailable("the check of database " + path + " was stopped");
    return quick_check(opened, path);
}

}  // namespace desk
