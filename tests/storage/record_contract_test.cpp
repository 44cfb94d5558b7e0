// What one commit keeps of several stages.
#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::SizeIs;

TEST_P(StoreContract, RecordsWhatCameInWhatCameOfItAndWhatLeftTogether) {
    const auto reply = waiting_answer("E1");
    receive(said("second", "E2", "C2"));
    const auto second = ticket();
    const auto third = store().prepare(said("third", "E3", "C3"));
    ASSERT_TRUE(third);
    const auto outcome = answer({"two"});
    const Conclusion conclusion{second, outcome};
    const SentReply sent{reply, "P1"};

    const auto recorded = store().record({.arrivals = {&*third, 1}, .conclusions = {&conclusion, 1}, .sent = {&sent, 1}}, at(20));
    ASSERT_TRUE(recorded.receipts);
    EXPECT_TRUE(recorded.receipts->at(0).is_new);
    ASSERT_THAT(recorded.finished, SizeIs(1));
    EXPECT_TRUE(recorded.finished[0]->is_ours);
    EXPECT_TRUE(recorded.finished[0]->next_reply);
    ASSERT_THAT(recorded.ended, SizeIs(1));
    EXPECT_TRUE(*recorded.ended[0]);

    EXPECT_EQ(ticket(at(30)).conversation.name, "slack/C3");
    const auto left = replies();
    ASSERT_THAT(left, SizeIs(1));
    EXPECT_EQ(left[0].reply.text, "two");
}

// What is not kept is undone alone, whatever stands beside it.
TEST_P(StoreContract, RecordsTheRestWhenSomebodyWasFaster) {
    receive(said("one", "E1", "C1"));
    receive(said("two", "E2", "C2"));
    const auto waiting = tickets();
    ASSERT_TRUE(finish(waiting[0], answer({"first"})));
    const auto late = answer({"second"});
    const auto good = answer({"good"});
    const std::vector<Conclusion> conclusions{{waiting[0], late}, {waiting[1], good}};
    const std::vector<Incoming> arrivals{*store().prepare(said("one", "E1", "C1")), *store().prepare(said("three", "E3", "C1"))};

    const auto recorded = store().record({.arrivals = arrivals, .conclusions = conclusions}, at(20));
    ASSERT_TRUE(recorded.receipts);
    EXPECT_FALSE(recorded.receipts->at(0).is_new);
    EXPECT_TRUE(recorded.receipts->at(1).is_new);
    EXPECT_FALSE(recorded.finished.at(0)->is_ours);
    EXPECT_TRUE(recorded.finished.at(1)->is_ours);
    EXPECT_THAT(replies(), SizeIs(2));
}

// Values on the shelf: the second to change one in the same commit is not kept.
TEST_P(StoreContract, RecordsOneOfTwoOutcomesThatChangeTheSameValue) {
    receive(said("one", "E1", "C1"));
    receive(said("two", "E2", "C2"));
    const auto waiting = tickets();
    auto outcome = answer({"x"});
    outcome.shelf_seen = {{contoso, "requests", "SR-1", 0}};
    outcome.shelf_changes = {{contoso, "requests", "SR-1", "open"}};
    const std::vector<Conclusion> conclusions{{waiting[0], outcome}, {waiting[1], outcome}};

    const auto recorded = store().record({.conclusions = conclusions}, at(20));
    EXPECT_TRUE(recorded.finished.at(0)->is_ours);
    EXPECT_FALSE(recorded.finished.at(1)->is_ours);
    EXPECT_EQ(store().recall(contoso, "requests", "SR-1")->value().version, 1);
    EXPECT_THAT(tickets(), SizeIs(1));
}

// The arrivals stand for each other; outcomes do not stand for them.
TEST_P(StoreContract, RecordsOutcomesBesideArrivalsItCannotStore) {
    receive(said("one", "E1"));
    const auto waiting = ticket();
    const auto outcome = answer({"x"});
    const Conclusion conclusion{waiting, outcome};
    const auto too_large = std::string(5'000'000, 'x');
    const std::vector<Incoming> arrivals{*store().prepare(said("fine", "E2", "C2")), *store().prepare(said(too_large, "E3", "C3"))};

    const auto recorded = store().record({.arrivals = arrivals, .conclusions = {&conclusion, 1}}, at(20));
    ASSERT_FALSE(recorded.receipts);
    EXPECT_EQ(recorded.receipts.error().code, ErrorCode::invalid);
    EXPECT_TRUE(recorded.finished.at(0)->is_ours);
    EXPECT_THAT(tickets(), SizeIs(0));
}

TEST_P(StoreContract, RecordsNothing) {
    const auto recorded = store().record({}, at(20));
    EXPECT_TRUE(recorded.receipts);
    EXPECT_TRUE(recorded.finished.empty());
    EXPECT_TRUE(recorded.ended.empty());
}

}  // namespace
}  // namespace desk::test
