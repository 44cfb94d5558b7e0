#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ShelfChange remember(std::string value) {
    return {contoso, "requests", "SR-1", std::move(value)};
}

TEST_P(StoreContract, LetsOneOfTwoWorkersFinish) {
    receive(said("one", "E1"));
    const auto shared = ticket();
    EXPECT_TRUE(finish(shared, answer({"first"})));
    EXPECT_FALSE(finish(shared, answer({"second"})));
    EXPECT_EQ(reply().reply.text, "first");
}

TEST_P(StoreContract, FinishesInOrderOnly) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    auto second = ticket();
    second.seq = 2;
    EXPECT_FALSE(finish(second, answer({"too early"})));
    EXPECT_TRUE(finish(ticket(), answer({"one"})));
    EXPECT_TRUE(finish(ticket(), answer({"two"})));
}

TEST_P(StoreContract, RefusesATicketOfAnEarlierEpoch) {
    receive(said("one", "E1"));
    const auto old = ticket();
    open();
    EXPECT_FALSE(finish(old, answer({"late"})));
    EXPECT_FALSE(store().try_message_again(old, at(1), "late"));
    EXPECT_TRUE(finish(ticket(), answer({"mine"})));
}

TEST_P(StoreContract, WritesNothingWhenAFinishIsRefused) {
    receive(said("one", "E1"));
    const auto shared = ticket();
    ASSERT_TRUE(finish(shared, answer({})));
    auto late = answer({"late"});
    late.shelf_changes = {remember("late")};
    late.notes = {{"U9", "late"}};
    EXPECT_FALSE(finish(shared, late));
    EXPECT_THAT(replies(), IsEmpty());
    EXPECT_EQ(*store().recall(contoso, "requests", "SR-1"), std::nullopt);
    EXPECT_EQ(archive().list({}, {}, 10)->front().messages, 1);
}

TEST_P(StoreContract, TellsThatAMessageIsDone) {
    receive(said("one", "E1"));
    const auto done = ticket();
    ASSERT_TRUE(finish(done, answer({"a"})));
    EXPECT_EQ(store().situation(done).error().code, ErrorCode::not_found);
    EXPECT_EQ(store().try_message_again(done, at(1), "x").error().code, ErrorCode::not_found);
    EXPECT_EQ(store().outside(done, "k").error().code, ErrorCode::not_found);
    EXPECT_EQ(store().next_number(done, "k", "S", 1, at(1)).error().code, ErrorCode::not_found);
}

TEST_P(StoreContract, KeepsTheHeadBetweenTwoMessages) {
    receive(said("one", "E1"));
    auto outcome = answer({"which service?"});
    outcome.head = {.state = State::open, .assignee = "A1", .customer = "contoso", .misses = 2};
    outcome.head.dialog = Dialog{.command = "health",
                                 .given = {{"since", "today"}},
                                 .waits_for = "service",
                                 .asked_of = "U7",
                                 .until = at(600)};
    outcome.choose_language = "hu";
    ASSERT_TRUE(finish(ticket(), outcome));
    receive(said("exchange", "E2"));

    const auto situation = *store().situation(ticket());
    EXPECT_EQ(situation.head.state, State::open);
    EXPECT_EQ(situation.head.assignee, "A1");
    EXPECT_EQ(situation.head.customer, "contoso");
    EXPECT_EQ(situation.head.misses, 2);
    ASSERT_TRUE(situation.head.dialog);
    EXPECT_EQ(situation.head.dialog->waits_for, "service");
    EXPECT_EQ(situation.head.dialog->given, (Arguments{{"since", "today"}}));
    EXPECT_EQ(situation.head.dialog->until, at(600));
    EXPECT_EQ(situation.chosen_language, "hu");
}

TEST_P(StoreContract, KeepsAChosenLanguageUntilAnotherIsChosen) {
    const auto talk = [&](const char* event, const char* choice) {
        receive(said("x", event));
        auto outcome = answer({});
        outcome.choose_language = choice;
        ASSERT_TRUE(finish(ticket(), outcome));
    };
    talk("E1", "de");
    talk("E2", "");
    receive(said("x", "E3"));
    EXPECT_EQ(store().situation(ticket())->chosen_language, "de");
    receive(said("x", "E4", "C1", fabrikam));
    EXPECT_EQ(store().situation(tickets()[1])->chosen_language, "") << "another tenant's U7";
}

TEST_P(StoreContract, CallsAgainWhenAValueOnTheShelfHasChanged) {
    receive(said("one", "E1", "C1"));
    receive(said("two", "E2", "C2"));
    const auto waiting = tickets();
    auto slow = answer({"one"});
    slow.shelf_seen = {{contoso, "requests", "SR-1", 0}};
    auto quick = answer({"two"});
    quick.shelf_changes = {remember("open")};

    ASSERT_TRUE(finish(waiting[1], quick));
    EXPECT_FALSE(finish(waiting[0], slow));
    const auto entry = *store().recall(contoso, "requests", "SR-1");
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->value, "open");
    slow.shelf_seen[0].version = entry->version;
    EXPECT_TRUE(finish(waiting[0], slow));
}

TEST_P(StoreContract, NoticesThatAValueWasForgottenAndMadeAnew) {
    const auto put = [&](const char* event, std::optional<std::string> value) {
        receive(said("x", event));
        auto outcome = answer({});
        outcome.shelf_changes = {{contoso, "requests", "SR-1", std::move(value)}};
        ASSERT_TRUE(finish(ticket(), outcome));
    };
    put("E1", "one");
    const auto seen = (*store().recall(contoso, "requests", "SR-1"))->version;
    put("E2", std::nullopt);
    EXPECT_EQ(*store().recall(contoso, "requests", "SR-1"), std::nullopt);
    put("E3", "one");

    receive(said("x", "E4"));
    auto late = answer({});
    late.shelf_seen = {{contoso, "requests", "SR-1", seen}};
    EXPECT_FALSE(finish(ticket(), late));
}

TEST_P(StoreContract, RecallsByPrefixInOrderAndForOneTenantAndPluginOnly) {
    receive(said("one", "E1"));
    auto outcome = answer({});
    outcome.shelf_changes = {{contoso, "p", "a%1", "1"},   {contoso, "p", "a%2", "2"},
                             {contoso, "p", "ab", "no"},   {contoso, "q", "a%3", "no"},
                             {fabrikam, "p", "a%4", "no"}, {contoso, "p", "a%5", ""}};
    ASSERT_TRUE(finish(ticket(), outcome));

    std::vector<std::string> keys;
    const auto entries = *store().recall_all(contoso, "p", "a%", 10);
    for (const auto& entry : entries) keys.push_back(entry.key);
    EXPECT_THAT(keys, ElementsAre("a%1", "a%2", "a%5"));
    EXPECT_EQ(store().recall_all(contoso, "p", "a%", 1)->size(), 1U);
    EXPECT_EQ((*store().recall(contoso, "p", "a%5"))->value, "") << "an empty value is a value";
}

TEST_P(StoreContract, TellsAClientWhatBecameOfItsEvent) {
    const auto receipt = receive(said("one", "E1"));
    EXPECT_FALSE(store().answered(contoso, "slack", "E1")->is_done);
    auto outcome = answer({"hi", "there"});
    outcome.replies[1].card = ShownCard{.kind = "price", .title = "Premium"};
    ASSERT_TRUE(finish(ticket(), outcome));

    const auto answered = *store().answered(contoso, "slack", "E1");
    EXPECT_TRUE(answered.is_done);
    EXPECT_EQ(answered.message_id, receipt.message_id);
    ASSERT_EQ(answered.replies.size(), 2U);
    EXPECT_EQ(answered.replies[0].text, "hi");
    EXPECT_EQ(answered.replies[0].language, "en");
    ASSERT_TRUE(answered.replies[1].card);
    EXPECT_EQ(answered.replies[1].card->title, "Premium");
    EXPECT_EQ(store().answered(fabrikam, "slack", "E1").error().code, ErrorCode::not_found);
    EXPECT_EQ(store().answered(contoso, "slack", "E9").error().code, ErrorCode::not_found);
}

TEST_P(StoreContract, AnswersOneEventWithItsOwnRepliesOnly) {
    for (const auto* event : {"E1", "E2", "E3"}) {
        receive(said("x", event));
        ASSERT_TRUE(finish(ticket(), answer({std::string{"to "} + event})));
    }
    const auto answered = *store().answered(contoso, "slack", "E2");
    ASSERT_EQ(answered.replies.size(), 1U);
    EXPECT_EQ(answered.replies[0].text, "to E2");
}

TEST_P(StoreContract, CountsFetchedRepliesAsDelivered) {
    receive(said("one", "E1"));
    auto outcome = answer({"hi"});
    outcome.fetched = true;
    ASSERT_TRUE(finish(ticket(), outcome));
    EXPECT_THAT(replies(), IsEmpty());
    EXPECT_EQ(store().answered(contoso, "slack", "E1")->replies.size(), 1U);
    EXPECT_EQ(archive().trace({}, "slack", "E1")->front().sends[0].state, "sent");
    EXPECT_EQ(store().backlog()->waiting_replies, 0);
}

TEST_P(StoreContract, WaitsWithAConversationThatHasSixteenUnsentAnswers) {
    for (int i = 0; i < 17; ++i) receive(said("x", "E" + std::to_string(i)));
    for (int i = 0; i < 16; ++i) ASSERT_TRUE(finish(ticket(), answer({"a"})));
    EXPECT_THAT(tickets(), IsEmpty());
    EXPECT_EQ(store().backlog()->waiting_messages, 1);
    ASSERT_TRUE(deliver(reply()));
    EXPECT_EQ(ticket().seq, 17);
}

}  // namespace
}  // namespace desk::test
