// A database of SQLite in a folder of its own, and ways behind the desk's back.
#pragma once

#include "storage/sqlite/database.hpp"
#include "tests/storage/store_contract.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <string>

namespace desk::test {

struct SqliteStorage : testing::Test {
    Result<Storage> open(bool read_only = false) {
        return open_storage("sqlite:" + path(), {.read_only = read_only});
    }
    std::string path() const { return folder.file("desk.db"); }
    // Behind the desk's back.
    void run(const std::string& sql) {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
        char* problem = nullptr;
        sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &problem);
        EXPECT_EQ(problem, nullptr) << problem;
        sqlite3_free(problem);
        sqlite3_close(database);
    }
    std::string answer_to(const std::string& sql) {
        const auto connection = *Connection::open({.path = path(), .read_only = true});
        Statement rows = connection->once(sql);
        std::string text;
        for (auto more = rows.step(); more && *more; more = rows.step())
            text += rows.text(3) + "\n";
        return text;
    }
    void fill(int messages) {
        const auto storage = *open();
        for (int i = 0; i < messages; ++i) {
            const auto arrival = said("text " + std::string(200, 'x'), "E" + std::to_string(i),
                                      "C" + std::to_string(i % 10));
            ASSERT_TRUE(storage.store->receive({&arrival, 1}, at(i)));
        }
    }
    // Larger than what is checked at opening.
    Result<Storage> open_large() {
        return open_storage("sqlite:" + path(), {.start_check_bytes = 0});
    }
    // A page that nobody reads at opening.
    void damage() {
        const auto page = std::stoll(answer_to("SELECT 0, 0, 0, rootpage FROM sqlite_master WHERE name = 'series'"));
        const int file = ::open(path().c_str(), O_WRONLY);
        const std::string garbage(4096, '\xA5');
        ASSERT_EQ(pwrite(file, garbage.data(), garbage.size(), (page - 1) * 4096), 4096);
        close(file);
    }
    TemporaryFolder folder;
};

}  // namespace desk::test
