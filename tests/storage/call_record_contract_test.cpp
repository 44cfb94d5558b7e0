#include "storage/sqlite/sqlite_store.hpp"
#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string long_page = R"({"status":200,"body":")" + std::string(1'000, 'x') + R"("})";

Outcome recorded(std::vector<std::string> parts, std::vector<Exchange> exchanges = {}) {
    auto outcome = answer(std::move(parts));
    outcome.call = CallRecord{.plugin = "health", .version = "1.2.0", .call = R"({"name":"health"})",
                              .exchanges = std::move(exchanges), .effects = {"remember last = mail"}};
    return outcome;
}

class CallRecords : public StoreContract {
protected:
    // A message of its own conversation, answered at `now`.
    void answer_at(int n, Time now, const Outcome& outcome) {
        const auto number = std::to_string(n);
        receive(said("how is mail?", "E" + number, "C" + number), now);
        EXPECT_TRUE(finish(ticket(now), outcome, now));
    }
    std::vector<CallPlace> places(const CallQuery& query = {}, const Reach& reach = {}) {
        return *archive().calls(reach, query);
    }
    RecordedCall first() { return *archive().call({}, places().at(0)); }
};

TEST_P(CallRecords, AreKeptWithTheAnswer) {
    answer_at(1, at(20), recorded({"mail ", "works"}, {{R"({"do":"recall","key":"last"})", R"({"value":null})"}}));
    const auto call = first();
    EXPECT_EQ(call.record.plugin, "health");
    EXPECT_EQ(call.record.version, "1.2.0");
    EXPECT_EQ(call.record.call, R"({"name":"health"})");
    EXPECT_THAT(call.record.effects, ElementsAre("remember last = mail"));
    EXPECT_EQ(call.record.failed, "");
    ASSERT_THAT(call.record.exchanges, SizeIs(1));
    EXPECT_EQ(call.record.exchanges[0].question, R"({"do":"recall","key":"last"})");
    EXPECT_EQ(call.record.exchanges[0].reply, R"({"value":null})");
    EXPECT_EQ(call.text, "mail works");
    EXPECT_EQ(call.at, at(20));
    EXPECT_EQ(call.n, 2);
    EXPECT_EQ(call.conversation_id, archive().list({}, {}, 1)->front().id);
}

TEST_P(CallRecords, HoldWhatWasSaidToPeopleAndNotTheNotes) {
    auto outcome = recorded({"mail works"});
    outcome.notes = {{"bot", "for agents only"}};
    answer_at(1, at(20), outcome);
    EXPECT_EQ(first().text, "mail works");
}

TEST_P(CallRecords, AreNotKeptWhenTheAnswerIsNot) {
    receive(said("one", "E1"));
    const auto shared = ticket();
    ASSERT_TRUE(finish(shared, answer({"first"})));
    EXPECT_FALSE(finish(shared, recorded({"second"}, {{"q", long_page}})));
    EXPECT_THAT(places(), IsEmpty());
}

TEST_P(CallRecords, AreNoneWhenNothingIsRecorded) {
    answer_at(1, at(20), answer({"mail works"}));
    EXPECT_THAT(places(), IsEmpty());
}

TEST_P(CallRecords, ShareAPageThatManyCallsHaveSeen) {
    for (int n = 1; n <= 3; ++n) answer_at(n, at(20 + n), recorded({"works"}, {{"q", long_page}}));
    for (const auto& place : places()) {
        EXPECT_EQ(archive().call({}, place)->record.exchanges.at(0).reply, long_page);
    }
    // The first of them alone is old: its page is needed by the others.
    EXPECT_FALSE(*store().forget_calls(at(22), 10));
    EXPECT_THAT(places(), SizeIs(2));
    EXPECT_EQ(first().record.exchanges.at(0).reply, long_page);
}

TEST_P(CallRecords, AreForgottenAfterTheirTimeInSteps) {
    for (int n = 0; n < 5; ++n) answer_at(n, at(n), recorded({"works"}, {{"q", long_page + std::to_string(n)}}));
    answer_at(9, at(500), recorded({"works"}));
    int steps = 1;
    while (*store().forget_calls(at(100), 2)) ++steps;
    EXPECT_EQ(steps, 3);
    EXPECT_THAT(places(), SizeIs(1));
    // Pages an hour later, because they are dated to the hour.
    while (*store().forget_calls(at(100) + std::chrono::hours{2}, 2)) {
    }
    answer_at(10, at(9'000), recorded({"works"}, {{"q", long_page + "0"}}));
    EXPECT_EQ(first().record.exchanges.at(0).reply, long_page + "0");
}

TEST_P(CallRecords, KeepAPageAsLongAsItIsSeen) {
    answer_at(1, at(0), recorded({"works"}, {{"q", long_page}}));
    const auto later = at(0) + std::chrono::hours{3};
    answer_at(2, later, recorded({"works"}, {{"q", long_page}}));
    while (*store().forget_calls(at(0) + std::chrono::hours{2}, 10)) {
    }
    ASSERT_THAT(places(), SizeIs(1));
    EXPECT_EQ(first().record.exchanges.at(0).reply, long_page);
}

TEST_P(CallRecords, AreFoundByTimePluginAndReach) {
    for (int n = 1; n <= 4; ++n) {
        auto outcome = recorded({"works"});
        if (n == 3) outcome.call->plugin = "price";
        answer_at(n, at(n), outcome);
    }
    EXPECT_THAT(places({.since = at(2), .until = at(4)}), SizeIs(2));
    EXPECT_THAT(places({.plugin = "price"}), SizeIs(1));
    const auto newest = places({.most = 2});
    ASSERT_THAT(newest, SizeIs(2));
    EXPECT_EQ(archive().call({}, newest[0])->at, at(3));
    EXPECT_EQ(archive().call({}, newest[1])->at, at(4));
    const Reach others{.customer = "fabrikam"};
    EXPECT_THAT(places({}, others), IsEmpty());
    EXPECT_EQ(archive().call(others, newest[0]).error().code, ErrorCode::not_found);
}

TEST_P(CallRecords, SayWhyACallFailed) {
    auto outcome = recorded({"please try later"});
    outcome.call->failed = "unavailable: status.example: 503";
    answer_at(1, at(20), outcome);
    EXPECT_EQ(first().record.failed, "unavailable: status.example: 503");
}

// Looks into the table: from outside the saving is not to be seen.
TEST(SqliteCallRecords, KeepAFetchedPageOnceWheneverItWasFetched) {
    const TemporaryFolder folder;
    const auto storage = *open_storage("sqlite:" + folder.path() + "/desk.db", {});
    const std::string page = R"({"body":")" + std::string(600, 'x') + R"(")";
    std::vector<std::string> replies;
    for (const std::string minute : {"05", "06"}) {
        replies.push_back(page + R"(,"fetched_at":"2026-11-24T09:)" + minute + R"(:00Z","headers":[],"status":200})");
        const auto arrival = said("how is mail?", "E" + minute, "C" + minute);
        ASSERT_TRUE(storage.store->receive({&arrival, 1}, at(1)));
        const auto waiting = *storage.store->waiting_messages(*storage.store->hold_slots("node"), at(10), 1);
        ASSERT_TRUE(storage.store->finish(waiting.at(0), recorded({"works"}, {{"q", replies.back()}}), at(20))->is_ours);
    }
    const auto reader = *dynamic_cast<SqliteStore&>(*storage.store).database().read();
    auto row = reader->query("SELECT count(*) FROM call_page");
    ASSERT_TRUE(*row.step());
    EXPECT_EQ(row.integer(0), 1);
    std::vector<std::string> read;
    const auto places = *storage.archive->calls({}, {});
    for (const auto& place : places) {
        read.push_back(storage.archive->call({}, place)->record.exchanges.at(0).reply);
    }
    EXPECT_THAT(read, testing::UnorderedElementsAreArray(replies));
}

INSTANTIATE_TEST_SUITE_P(Engines, CallRecords, testing::ValuesIn(engines()),
                         [](const auto& engine) { return engine.param.name; });

}  // namespace
}  // namespace desk::test
