// Callers that share a commit.
#include "storage/sqlite/database.hpp"
#include "tests/storage/store_contract.hpp"

#include <stdexcept>
#include <thread>

namespace desk::test {
namespace {

struct GroupCommitTest : testing::Test {
    std::unique_ptr<Database> open() {
        return *Database::open({.path = folder.file("desk.db"),
                                .random = [](std::size_t size) { return std::string(size, 'r'); }});
    }
    // Writes a row of its own, and then says what `after` says.
    static Result<bool> write(Database& database, int number, const Result<bool>& after) {
        return database.write([&](Connection& connection) -> Result<bool> {
            DESK_CHECK(connection.change("INSERT INTO meta(k, v) VALUES (?, '')",
                                         "test" + std::to_string(number)));
            return after;
        });
    }
    static std::int64_t rows(Database& database) {
        const auto reader = *database.read();
        Statement row = reader->query("SELECT count(*) FROM meta WHERE k LIKE 'test%'");
        EXPECT_TRUE(*row.step());
        return row.integer(0);
    }
    TemporaryFolder folder;
};

TEST_F(GroupCommitTest, TellsHowManyShareACommit) {
    const auto database = open();
    const auto before = database->commits();
    for (int number = 0; number < 3; ++number) EXPECT_TRUE(*write(*database, number, true));
    const auto after = database->commits();
    EXPECT_EQ(after.commits - before.commits, 3) << "nobody else came";
    EXPECT_EQ(after.verbs - before.verbs, 3);
    EXPECT_GT(after.took, before.took);
}

TEST_F(GroupCommitTest, UndoesTheVerbThatFailsAndNobodyElses) {
    const auto database = open();
    constexpr int threads = 30;
    constexpr int rounds = 10;
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            for (int round = 0; round < rounds; ++round) {
                const int number = thread * rounds + round;
                if (thread % 3 == 0) {
                    EXPECT_TRUE(*write(*database, number, true));
                }
                if (thread % 3 == 1) {
                    EXPECT_FALSE(*write(*database, number, false));
                }
                if (thread % 3 == 2) {
                    EXPECT_FALSE(write(*database, number, not_found("gone")));
                }
            }
        });
    }
    for (auto& thread : running) thread.join();
    EXPECT_EQ(rows(*database), threads / 3 * rounds);
}

TEST_F(GroupCommitTest, TurnsAnExceptionIntoAnErrorOfItsOwnCaller) {
    const auto database = open();
    const auto thrown =
        database->write([](Connection&) -> Result<bool> { throw std::runtime_error("no memory"); });
    EXPECT_EQ(thrown.error().code, ErrorCode::broken);
    EXPECT_TRUE(*write(*database, 1, true));
    EXPECT_EQ(rows(*database), 1);
}

}  // namespace
}  // namespace desk::test
