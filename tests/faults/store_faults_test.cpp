// D-10 of the catalogue: the n-th write or flush fails, for every n. What was acknowledged is
// stored, a failed flush ends all writing, and the file is whole.
#include "storage/sqlite/sqlite_archive.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace desk::test {
namespace {

constexpr int last_call = 80;
const Tenant contoso{"contoso"};
const Time now{std::chrono::seconds{1'700'000'000}};

Arrival arrival(int number) {
    Message message{.place = {.adapter = "slack", .channel = "C" + std::to_string(number % 3)},
                    .event_id = "E" + std::to_string(number),
                    .author = "U1",
                    .text = "text " + std::to_string(number)};
    return {.tenant = contoso, .message = message};
}

// A desk on a failing disk, and what it promised to the outside.
class Desk {
public:
    Desk(const TemporaryFolder& folder, FailingDisk& disk)
        : options_{.path = folder.file("desk.db"),
                   .random = [](std::size_t size) { return std::string(size, 'r'); },
                   .vfs = disk.name()} {}

    bool start() {
        auto database = Database::open(options_);
        if (!database) return note(database.error());
        auto store = SqliteStore::make(*std::move(database));
        if (!store) return note(store.error());
        store_ = *std::move(store);
        return true;
    }
    void stop() { store_.reset(); }

    void work() {
        for (int i = 0; i < 12; ++i) {
            const auto message = arrival(i);
            const auto receipts = store_->receive({&message, 1}, now);
            if (receipts) acknowledged_.push_back(i);
            if (!receipts) note(receipts.error());
            step();
            if (i % 4 == 3) {
                const auto done = store_->checkpoint();
                if (!done) note(done.error());
            }
        }
    }
    // Answers and delivers what waits.
    void step() {
        const auto held = *store_->hold_slots("n");
        Outcome outcome;
        outcome.replies = {{.place = {.adapter = "slack", .channel = "C"}, .text = "answer"}};
        const auto tickets = store_->waiting_messages(held, now, 10);
        for (std::size_t i = 0; tickets && i < tickets->size(); ++i) {
            const auto done = store_->finish((*tickets)[i], outcome, now);
            if (!done) note(done.error());
        }
        const auto replies = store_->waiting_replies(held, now, 10);
        for (std::size_t i = 0; replies && i < replies->size(); ++i) {
            const auto done = store_->delivered((*replies)[i], "id", now);
            if (done && *done) sent_.push_back((*replies)[i].idempotency_key);
            if (!done) note(done.error());
        }
    }
    Result<std::vector<Receipt>> receive(const std::vector<Arrival>& arrivals) { return store_->receive(arrivals, now); }
    bool is_stored(int number) {
        const auto message = arrival(number);
        const auto receipts = store_->receive({&message, 1}, now);
        return receipts && !receipts->front().is_new;
    }
    Result<void> probe() { return store_->write_probe(now); }
    bool has_been_broken() const { return broken_; }
    const std::vector<int>& acknowledged() const { return acknowledged_; }
    const std::vector<std::string>& sent() const { return sent_; }

private:
    bool note(const Error& error) {
        broken_ = broken_ || error.code == ErrorCode::broken;
        return false;
    }

    DatabaseOptions options_;
    std::unique_ptr<SqliteStore> store_;
    std::vector<int> acknowledged_;
    std::vector<std::string> sent_;
    bool broken_ = false;
};

// A new database costs more flushes than the work on it: one is made, the others are its copies.
void copy_database(const TemporaryFolder& from, const TemporaryFolder& to) {
    for (const auto* name : {"desk.db", "desk.db.watermark", "audit.key"}) {
        std::filesystem::copy_file(from.file(name), to.file(name));
    }
}

TEST(StoreFaults, KeepWhatWasAcknowledgedWhateverWriteOrFlushFails) {
    TemporaryFolder original;
    {
        FailingDisk sound{"sound"};
        Desk desk{original, sound};
        ASSERT_TRUE(desk.start());
    }
    int failures = 0;
    int failed_flushes = 0;
    for (int n = 1; n <= last_call; ++n) {
        SCOPED_TRACE("call " + std::to_string(n));
        TemporaryFolder folder;
        copy_database(original, folder);
        FailingDisk disk{"failing-" + std::to_string(n)};
        Desk desk{folder, disk};
        ASSERT_TRUE(desk.start());
        disk.fail_at(n);
        desk.work();

        failures += disk.has_failed() ? 1 : 0;
        if (disk.has_failed() && disk.failed_call() == DiskCall::flush) {
            ++failed_flushes;
            EXPECT_TRUE(desk.has_been_broken());
            EXPECT_EQ(desk.probe().error().code, ErrorCode::broken) << "writes after a lost flush";
        } else {
            EXPECT_FALSE(desk.has_been_broken());
            EXPECT_TRUE(desk.probe()) << "a failed write passes";
        }
        disk.fail_at(0);
        desk.stop();

        ASSERT_TRUE(desk.start()) << "quick_check is part of the start";
        for (const int number : desk.acknowledged()) EXPECT_TRUE(desk.is_stored(number)) << number;
        const auto before = desk.sent();
        for (int i = 0; i < 6; ++i) desk.step();
        for (std::size_t i = before.size(); i < desk.sent().size(); ++i) {
            EXPECT_EQ(std::count(before.begin(), before.end(), desk.sent()[i]), 0) << "sent twice";
        }
    }
    EXPECT_GT(failures, last_call / 2);
    EXPECT_GT(failed_flushes, 5);
}

TEST(StoreFaults, AreNoMoreThanAFewWritesForACommitOfManyPages) {
    TemporaryFolder folder;
    FailingDisk disk{"counting"};
    Desk desk{folder, disk};
    ASSERT_TRUE(desk.start());
    std::vector<Arrival> many;
    for (int i = 0; i < 100; ++i) many.push_back(arrival(i));
    const int before = disk.writes();
    ASSERT_TRUE(desk.receive(many));
    EXPECT_LE(disk.writes() - before, 4) << "each page of the log went to the disk by itself";
}

TEST(StoreFaults, LeaveADatabaseThatStartsWhateverFailsWhileItIsMade) {
    for (int n = 1; n <= 60; ++n) {
        SCOPED_TRACE("call " + std::to_string(n));
        TemporaryFolder folder;
        FailingDisk disk{"making-" + std::to_string(n)};
        Desk desk{folder, disk};
        disk.fail_at(n);
        const bool started = desk.start();
        disk.fail_at(0);
        desk.stop();
        EXPECT_TRUE(desk.start()) << "first start " << started;
        EXPECT_TRUE(desk.probe());
    }
}

}  // namespace
}  // namespace desk::test
