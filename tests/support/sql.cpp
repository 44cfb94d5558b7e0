#include "tests/support/sql.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <memory>

namespace desk::test {
namespace {

int keep_row(void* rows, int columns, char** values, char**) {
    Row row;
    for (int n = 0; n < columns; ++n) row.emplace_back(values[n] == nullptr ? "" : values[n]);
    static_cast<std::vector<Row>*>(rows)->push_back(std::move(row));
    return 0;
}

}  // namespace

std::vector<Row> rows_of(const std::string& database, const std::string& statement) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(database.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closed{opened, sqlite3_close};
    std::vector<Row> rows;
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(opened, 5'000);
        sqlite3_exec(opened, statement.c_str(), keep_row, &rows, nullptr);
    }
    EXPECT_EQ(sqlite3_errcode(opened), SQLITE_OK) << statement << ": " << sqlite3_errmsg(opened);
    return rows;
}

long long number_of(const std::string& database, const std::string& statement) {
    const auto rows = rows_of(database, statement);
    return rows.empty() || rows[0].empty() ? 0 : std::atoll(rows[0][0].c_str());
}

}  // namespace desk::test
