// How a database comes from one schema to the next, and which it refuses.
#include "tests/storage/sqlite_storage.hpp"

#include <array>
#include <span>

namespace desk::test {
namespace {

using testing::HasSubstr;

struct SqliteSchema : SqliteStorage {
    // A program that knows these changes and no others.
    DatabaseOptions knowing(std::span<const Migration> changes) const {
        DatabaseOptions options{.path = path(), .random = [](std::size_t size) { return std::string(size, 'r'); }};
        options.known = changes;
        return options;
    }
};

TEST_F(SqliteSchema, RefusesADatabaseOfANewerDeskhandAndLeavesItAlone) {
    fill(1);
    run("UPDATE meta SET v = '7' WHERE k IN ('schema', 'min_code')");
    const auto refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::broken);
    EXPECT_THAT(refused.error().what, HasSubstr("schema 7"));
    EXPECT_THAT(refused.error().what, HasSubstr("knows up to " + std::to_string(migrations().back().number)));
}

TEST_F(SqliteSchema, RefusesASchemaChangeThatWasEdited) {
    fill(1);
    run("UPDATE meta SET v = 'another' WHERE k = 'checksum.1'");
    EXPECT_THAT(open().error().what, HasSubstr("0001_road"));
}

TEST_F(SqliteSchema, RefusesADatabaseOfAnotherProgram) {
    run("CREATE TABLE songs(name TEXT)");
    EXPECT_THAT(open().error().what, HasSubstr("another program"));
}

TEST_F(SqliteSchema, RunsEachSchemaChangeWholeOrNotAtAll) {
    const std::array changes{migrations()[0],
                             Migration{2, "0002_good", "CREATE TABLE extra(a TEXT)"},
                             Migration{3, "0003_bad", "CREATE TABLE more(a TEXT); NONSENSE"}};
    const auto failed = Database::open(knowing(changes));
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().what, HasSubstr("0003_bad"));

    ASSERT_TRUE(Database::open(knowing(std::span{changes}.first(2)))) << "schema 2 is whole, nothing of 3 is there";
    EXPECT_TRUE(Database::open(knowing(std::span{changes}.first(1)))) << "0002 did not raise min_code";
}

TEST_F(SqliteSchema, KeepsRecordsOfCallsAndDropsRowsOfFetchedRepliesWhenTheTablesChange) {
    ASSERT_TRUE(Database::open(knowing(migrations().first(4))));
    run("INSERT INTO conversation(slot, tenant, conv, id, last_seq, ready_at, first_at, last_at)"
        " VALUES (1, 'contoso', 'slack/C', 'cnv_1', 2, 0, 0, 120000);"
        "INSERT INTO inbox(slot, tenant, conv, seq, adapter, ext_id, author, received_at) VALUES"
        " (1, 'contoso', 'slack/C', 1, 'slack', 'E1', 'U', 0), (1, 'contoso', 'slack/C', 2, 'slack', 'E2', 'U', 0);"
        "INSERT INTO call_record(slot, tenant, conv, seq, plugin, version, at, call) VALUES"
        " (1, 'contoso', 'slack/C', 2, 'echo', '1', 9, 'the call');"
        "INSERT INTO outbox(slot, tenant, conv, seq, part, idem, state, provider_id) VALUES"
        " (1, 'contoso', 'slack/C', 1, 0, 'i', 'sent', 'fetched'), (1, 'contoso', 'slack/C', 2, 0, 'j', 'sent', 'ts');");
    ASSERT_TRUE(open());
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, i.ext_id || r.call FROM inbox i JOIN call_record r ON r.id = i.call"), "E2the call\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, idem FROM outbox"), "j\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, recent FROM conversation"), "2\n");
}

TEST_F(SqliteSchema, KeepsWhatWaitsAndHowEventsEndedWhenTheInboxBecomesAQueue) {
    ASSERT_TRUE(Database::open(knowing(migrations().first(5))));
    run("INSERT INTO conversation(slot, tenant, conv, id, last_seq, ready_at, first_at, last_at)"
        " VALUES (1, 'contoso', 'slack/C', 'cnv_1', 4, 0, 0, 0);"
        "INSERT INTO inbox(slot, tenant, conv, seq, adapter, ext_id, author, received_at, body, state, reason, done_at, said, attempts)"
        " VALUES (1, 'contoso', 'slack/C', 1, 'slack', 'E1', 'U', 1, NULL, 'replied', NULL, 11, 1, 2),"
        " (1, 'contoso', 'slack/C', 2, 'slack', 'E2', 'U', 2, 'lost', 'dead', 'timeout', 12, 3, 5),"
        " (1, 'contoso', 'slack/C', 3, 'plugins', 'health/poll/1', 'U', 3, NULL, 'silent', NULL, 13, NULL, 0),"
        " (1, 'contoso', 'slack/C', 4, 'slack', 'E4', 'U', 4, 'help', 'accepted', NULL, NULL, NULL, 1);"
        "INSERT INTO seen(slot, tenant, adapter, ext_id, conv, seq, body_hash, at)"
        " SELECT seq, tenant, adapter, ext_id, conv, seq, 'h', received_at FROM inbox;"
        "INSERT INTO outbox(slot, tenant, conv, seq, part, idem, state) VALUES (1, 'contoso', 'slack/C', 1, 0, 'i', 'pending'),"
        " (1, 'contoso', 'slack/C', 1, 1, 'j', 'sent');");
    ASSERT_TRUE(open());
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, seq || ' ' || state || ' ' || attempts || ' ' || coalesce(body, '-') FROM inbox ORDER BY id"),
              "2 dead 5 lost\n3 silent 0 -\n4 accepted 1 help\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, ext_id || ' ' || state || ' ' || coalesce(done_at, '-') || ' ' || coalesce(said, '-') || coalesce(reason, '')"
                        " FROM seen ORDER BY seq"),
              "E1 replied 11 1\nE2 dead 12 3timeout\nhealth/poll/1 silent 13 -\nE4 accepted - -\n");
    EXPECT_EQ(answer_to("SELECT 0, 0, 0, idem || ' ' || adapter || ' ' || ext_id || ' ' || made_at FROM outbox ORDER BY idem"),
              "i slack E1 11\nj   0\n");
}

}  // namespace
}  // namespace desk::test
