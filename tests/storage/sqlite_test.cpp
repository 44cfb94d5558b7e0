// What is SQLite's own: files, locks, damage, plans.
#include "storage/slot.hpp"
#include "storage/sqlite/lock_file.hpp"
#include "storage/sqlite/search_index.hpp"
#include "tests/storage/sqlite_storage.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace desk::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(SqliteStorage, RefusesASecondDeskAndNamesTheFirst) {
    const auto first = open();
    const auto second = open();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::unavailable);
    EXPECT_THAT(second.error().what, HasSubstr("pid " + std::to_string(getpid())));
}

TEST_F(SqliteStorage, ForgetsWhatTheClockToldAPluginWithItsEvent) {
    {
        const auto running = *open();
        const auto held = *running.store->hold_slots("node");
        const auto tick = [&](const std::string& event_id) {
            const Arrival arrival{.tenant = {},
                                  .message = {.place = {.adapter = "plugins", .channel = "incidents", .thread = "watch"},
                                              .kind = MessageKind::timer, .event_id = event_id, .author = "plugin:incidents",
                                              .values = {{"plugin", "incidents"}, {"timer", "watch"}}}};
            EXPECT_TRUE(running.store->receive({&arrival, 1}, at(1)));
        };
        tick("incidents/watch/1");
        const auto handled = running.store->waiting_messages(held, at(10), 10)->front();
        ASSERT_TRUE(running.store->finish(handled, answer({}), at(10))->is_ours);
        tick("incidents/watch/2");  // not handled yet
        const auto words = said("hello", "E1");
        ASSERT_TRUE(running.store->receive({&words, 1}, at(1)));
        while (*running.store->forget_seen(at(1000), 100)) {
        }
    }
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, count(*) FROM seen"), "0\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, ext_id FROM inbox ORDER BY ext_id"), "E1\nincidents/watch/2\n");
}

TEST_F(SqliteStorage, LetsAReaderLookAtADeskThatIsRunning) {
    const auto running = *open();
    const auto arrival = said("hello", "E1");
    ASSERT_TRUE(running.store->receive({&arrival, 1}, at(1)));

    const auto looking = *open(true);
    EXPECT_EQ(looking.archive->list({}, {}, 10)->size(), 1U);
    EXPECT_EQ(looking.store->backlog()->waiting_messages, 1);
    const auto other = said("more", "E2");
    EXPECT_EQ(looking.store->receive({&other, 1}, at(2)).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(running.store->receive({&other, 1}, at(2)));
}

TEST_F(SqliteStorage, SearchesADeskThatIsRunning) {
    const auto running = *open();
    const auto arrival = said("needle", "E1");
    ASSERT_TRUE(running.store->receive({&arrival, 1}, at(1)));
    const auto held = *running.store->hold_slots("n");
    const auto ticket = running.store->waiting_messages(held, at(2), 1)->front();
    ASSERT_TRUE(running.store->finish(ticket, answer({}), at(2))->is_ours);
    EXPECT_EQ((*open(true)).archive->search({}, "needle", 10)->size(), 1U);
}

TEST_F(SqliteStorage, DoesNotMakeADatabaseToLookAt) {
    EXPECT_EQ(open(true).error().code, ErrorCode::unavailable);
    EXPECT_NE(access(path().c_str(), F_OK), 0);
}

TEST_F(SqliteStorage, KeepsItsFilesPrivate) {
    const auto storage = *open();
    struct stat found = {};
    ASSERT_EQ(stat(path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    ASSERT_EQ(stat(folder.file("audit.key").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0400U);
}

TEST_F(SqliteStorage, LeavesAnEmptyLogWhenItStops) {
    fill(5);
    EXPECT_NE(access((path() + "-wal").c_str(), F_OK), 0);
}

TEST_F(SqliteStorage, HasNothingOfAMessageInTheInboxOnceItIsAnswered) {
    {
        const auto running = *open();
        const auto held = *running.store->hold_slots("node");
        for (const auto* event : {"E1", "E2"}) {
            const auto words = said("hello", event);
            ASSERT_TRUE(running.store->receive({&words, 1}, at(1)));
        }
        const auto handled = running.store->waiting_messages(held, at(10), 10)->front();
        ASSERT_TRUE(running.store->finish(handled, answer({"hello"}), at(10))->is_ours);
    }
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, ext_id FROM inbox"), "E2\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, ext_id || ' ' || state FROM seen ORDER BY ext_id"), "E1 replied\nE2 accepted\n");
}

TEST_F(SqliteStorage, NamesADamagedFile) {
    fill(200);
    damage();
    const auto refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::broken);
    EXPECT_THAT(refused.error().what, HasSubstr(path()));
    EXPECT_THAT(refused.error().what, HasSubstr("damaged"));
}

TEST_F(SqliteStorage, ChecksALargeFileBesideTheDeskAndRefusesWritesWhenItIsDamaged) {
    fill(200);
    damage();
    {
        const auto storage = open_large();
        ASSERT_TRUE(storage) << storage.error().what;
        EXPECT_TRUE(storage->health.is_unchecked);
        EXPECT_TRUE(storage->store->write_probe(at(1)));

        const auto checked = storage->operations->check_file({});
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error().code, ErrorCode::broken);
        EXPECT_THAT(checked.error().what, HasSubstr("damaged"));
        EXPECT_EQ(storage->store->write_probe(at(2)).error().what, checked.error().what);
        EXPECT_EQ(storage->store->checkpoint().error().what, checked.error().what);
    }
    const auto again = open_large();
    ASSERT_FALSE(again) << "what was found damaged is checked first, however large it is";
    EXPECT_THAT(again.error().what, HasSubstr("deskhand backup restore"));
}

TEST_F(SqliteStorage, StartsAtOnceAgainOnALargeFileThatTookTheDamagedOnesPlace) {
    fill(200);
    std::ofstream{path() + ".damaged"} << "database desk.db is damaged\n";
    EXPECT_FALSE((*open_large()).health.is_unchecked);
    EXPECT_TRUE((*open_large()).health.is_unchecked) << "the note is gone";
}

TEST_F(SqliteStorage, FindsNothingWrongWithALargeFileThatIsWhole) {
    fill(200);
    const auto storage = *open_large();
    EXPECT_TRUE(storage.operations->check_file({}));
    EXPECT_TRUE(storage.store->write_probe(at(1)));
}

TEST_F(SqliteStorage, GivesUpACheckThatIsStopped) {
    fill(200);
    const auto storage = *open_large();
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(storage.operations->check_file(stop.get_token()).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(storage.store->write_probe(at(1))) << "nothing was found";
}

TEST_F(SqliteStorage, SearchesADatabaseOfBeforeWhileEverybodysIndexIsFilled) {
    ASSERT_TRUE(open());
    const auto connection = *Connection::open({.path = path()});
    for (const std::string n : {"1", "2", "3", "4", "5", "6"}) {
        run("INSERT INTO turn(slot, tenant, conv, n, seq, author, reader, at, body) VALUES (0, 'tenant' || (" + n +
            " % 3), 'c', " + n + ", 1, 'U7', 'everyone', 0, 'a lighthouse')");
    }
    const auto found = [&](const std::optional<std::string>& customer) {
        return *find_turns(*connection, customer, match_expression("lighthouse"), 10);
    };
    ASSERT_EQ(*index_turns(*connection, 100), 6);
    ASSERT_TRUE(connection->once("DROP TABLE words_all").run());
    ASSERT_TRUE(connection->change("DELETE FROM meta WHERE k = 'all_indexed_to'"));
    const std::vector<std::int64_t> all{6, 5, 4, 3, 2, 1};
    do {
        EXPECT_EQ(found({}), all);
    } while (*index_turns(*connection, 2) > 0);

    EXPECT_EQ(found("tenant1"), (std::vector<std::int64_t>{4, 1}));
    ASSERT_TRUE(connection->change("DELETE FROM search_index"));
    EXPECT_EQ(found({}), all) << "one index, not one for each tenant";
    EXPECT_TRUE(found("tenant1").empty()) << "never everybody's";
}

TEST_F(SqliteStorage, NamesAFileThatIsNoDatabase) {
    std::ofstream{path()} << "this is not a database, but it is long enough to look like one";
    EXPECT_EQ(open().error().code, ErrorCode::broken);
}

TEST_F(SqliteStorage, TellsHowManyAcknowledgedCommitsAreMissing) {
    fill(10);
    run("UPDATE meta SET v = '7' WHERE k = 'commit_no'");
    EXPECT_EQ((*open()).health.lost_commits, 3);
    EXPECT_EQ((*open()).health.lost_commits, 0) << "told once";
}

TEST_F(SqliteStorage, NoticesAMissingWatermark) {
    EXPECT_FALSE((*open()).health.watermark_missing) << "a new database has none";
    fill(1);
    unlink((path() + ".watermark").c_str());
    const auto storage = *open();
    EXPECT_TRUE(storage.health.watermark_missing);
    EXPECT_EQ(storage.health.lost_commits, 0);
}

TEST_F(SqliteStorage, ReadsTheWatermarkWhenOneRecordIsTorn) {
    fill(10);
    const int file = ::open((path() + ".watermark").c_str(), O_WRONLY);
    ASSERT_EQ(pwrite(file, "garbage", 7, 128 + 40), 7);
    close(file);
    const auto storage = *open();
    EXPECT_FALSE(storage.health.watermark_missing);
    EXPECT_EQ(storage.health.lost_commits, 0);
}

TEST_F(SqliteStorage, FindsAnEditedAuditRow) {
    {
        const auto storage = *open();
        for (int i = 0; i < 3; ++i) {
            ASSERT_TRUE(storage.store->audit({}, {"A1", "drop", std::to_string(i), ""}, at(i)));
        }
    }
    run("UPDATE audit SET object = 'other' WHERE n = 2");
    const auto bad = (*open()).operations->verify_audit({})->first_bad;
    ASSERT_TRUE(bad);
    EXPECT_EQ(bad->slot, -1);
    EXPECT_EQ(bad->n, 2);
    run("DELETE FROM audit WHERE n = 1");
    EXPECT_EQ((*open()).operations->verify_audit({})->first_bad->n, 2);
}

TEST_F(SqliteStorage, RefusesToGoOnWithoutTheKeyOfItsAuditTrail) {
    ASSERT_TRUE((*open()).store->audit({}, {"A1", "drop", "x", ""}, at(1)));
    unlink(folder.file("audit.key").c_str());
    EXPECT_EQ(open().error().code, ErrorCode::broken);
}

TEST_F(SqliteStorage, KnowsNetworkFileSystems) {
    EXPECT_TRUE(is_network_file_system(0x6969));
    EXPECT_TRUE(is_network_file_system(0xFF534D42L));
    EXPECT_TRUE(is_network_file_system(0xFE534D42L));
    EXPECT_FALSE(is_network_file_system(0xEF53));
}

TEST_F(SqliteStorage, RefusesAddressesItDoesNotKnow) {
    EXPECT_EQ(open_storage("postgresql://desk", {}).error().code, ErrorCode::invalid);
    EXPECT_EQ(open_storage("sqlite:", {}).error().code, ErrorCode::invalid);
    EXPECT_EQ(open_storage("sqlite:/no/such/folder/desk.db", {}).error().code,
              ErrorCode::unavailable);
}

TEST_F(SqliteStorage, NeverScansConversationsInWhichNothingWaits) {
    fill(10);
    const auto messages = answer_to(
        "EXPLAIN QUERY PLAN SELECT tenant FROM conversation WHERE last_seq > done_seq"
        " AND done_seq - sent_seq < 16 AND ready_at <= 5 ORDER BY ready_at LIMIT 5");
    EXPECT_THAT(messages, HasSubstr("conversation_todo"));
    EXPECT_THAT(messages, Not(HasSubstr("TEMP B-TREE")));
    const auto replies = answer_to(
        "EXPLAIN QUERY PLAN SELECT tenant, conv FROM conversation WHERE done_seq > sent_seq"
        " AND send_at <= 5 ORDER BY send_at LIMIT 5");
    EXPECT_THAT(replies, HasSubstr("conversation_send"));
    EXPECT_THAT(replies, Not(HasSubstr("TEMP B-TREE")));
    const auto waiting = answer_to(
        "EXPLAIN QUERY PLAN SELECT count(*) FROM conversation c CROSS JOIN outbox o ON o.slot = c.slot"
        "  AND o.tenant = c.tenant AND o.conv = c.conv AND o.seq > c.sent_seq"
        " WHERE c.done_seq > c.sent_seq AND o.state = 'pending'");
    EXPECT_THAT(waiting, HasSubstr("conversation_send"));
    EXPECT_THAT(waiting, Not(HasSubstr("SCAN o")));
}

TEST(Slot, IsTheSameForEverAndDependsOnTheTenant) {
    EXPECT_EQ(slot_of(Tenant{"contoso"}, "slack/C1"), 37);
    EXPECT_NE(derived_id({"ab", "c"}), derived_id({"a", "bc"}));
    EXPECT_EQ(derived_id({"a"}).size(), 26U);
}

}  // namespace
}  // namespace desk::test
