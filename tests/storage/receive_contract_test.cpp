#include "tests/storage/store_contract.hpp"

#include <array>

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(StoreContract, GivesArrivalsOfAConversationTheirNumbersInOrder) {
    EXPECT_EQ(receive(said("one", "E1")).seq, 1);
    EXPECT_EQ(receive(said("two", "E2")).seq, 2);
    EXPECT_EQ(receive(said("other", "E3", "C2")).seq, 1);
}

// So that it need not be read: what a message is answered from is known when it is stored.
TEST_P(StoreContract, TellsTheSituationOfAMessageThatIsTheNext) {
    auto hello = answer({"hi"});
    hello.head.misses = 2;
    hello.head.dialog = Dialog{.command = "request", .given = {{"form", "a"}}, .waits_for = "service", .asked_of = "U7", .until = at(900)};
    hello.choose_language = "hu";
    receive(said("hello", "E0"));
    ASSERT_TRUE(finish(ticket(), hello));
    const auto next = receive(said("one", "E1"), at(30)).next;
    ASSERT_TRUE(next);

    const auto read = store().situation(ticket(at(40)));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(next->key, read->key);
    EXPECT_EQ(next->seq, read->seq);
    EXPECT_EQ(next->message_id, read->message_id);
    EXPECT_EQ(next->received_at, read->received_at);
    EXPECT_EQ(next->chosen_language, read->chosen_language);
    EXPECT_EQ(next->message.text, read->message.text);
    EXPECT_EQ(next->message.author, read->message.author);
    EXPECT_EQ(next->message.author_name, read->message.author_name);
    EXPECT_EQ(next->message.event_id, read->message.event_id);
    EXPECT_EQ(next->message.place, read->message.place);
    EXPECT_EQ(next->message.sent_at, read->message.sent_at);
    EXPECT_EQ(next->head.misses, 2);
    ASSERT_TRUE(next->head.dialog && read->head.dialog);
    EXPECT_EQ(next->head.dialog->given, read->head.dialog->given);
    EXPECT_EQ(next->head.dialog->until, read->head.dialog->until);
}

TEST_P(StoreContract, TellsNoSituationOfAMessageThatMustWait) {
    receive(said("one", "E1"));
    EXPECT_FALSE(receive(said("two", "E2")).next) << "another message goes before it";
    EXPECT_FALSE(receive(said("one", "E1")).next) << "it is known";
    EXPECT_TRUE(ticket().has_next);
    ASSERT_TRUE(finish(ticket(), answer({"a"})));
    ASSERT_TRUE(finish(ticket(), answer({"a"})));
    for (int i = 3; i <= 16; ++i) {
        receive(said("more", "E" + std::to_string(i)));
        ASSERT_TRUE(finish(ticket(), answer({"a"})));
    }
    EXPECT_FALSE(receive(said("much more", "E17")).next) << "16 answers are not sent yet";
}

TEST_P(StoreContract, AnswersARedeliveryAsTheFirstDelivery) {
    const auto first = receive(said("one", "E1"));
    const auto again = receive(said("one", "E1"), at(50));

    EXPECT_TRUE(first.is_new);
    EXPECT_FALSE(again.is_new);
    EXPECT_FALSE(again.is_conflicting);
    EXPECT_EQ(again.seq, first.seq);
    EXPECT_EQ(again.message_id, first.message_id);
    EXPECT_EQ(first.message_id.size(), 26U);
    EXPECT_EQ(store().backlog()->waiting_messages, 1);
}

TEST_P(StoreContract, KnowsARedeliveryAfterTheDeskWasStartedAgain) {
    const auto first = receive(said("one", "E1"));
    open();
    const auto again = receive(said("one", "E1"));
    EXPECT_FALSE(again.is_new);
    EXPECT_EQ(again.message_id, first.message_id);
}

TEST_P(StoreContract, LetsTheFirstBodyCountWhenARedeliveryHasAnother) {
    receive(said("one", "E1"));
    const auto other = receive(said("two", "E1"));
    EXPECT_TRUE(other.is_conflicting);
    EXPECT_EQ(store().situation(ticket())->message.text, "one");
}

TEST_P(StoreContract, TakesAnEventForTheSameEvenInAnotherConversation) {
    receive(said("one", "E1", "C1"));
    const auto elsewhere = receive(said("one", "E1", "C2"));
    EXPECT_FALSE(elsewhere.is_new);
    EXPECT_TRUE(elsewhere.is_conflicting);
    EXPECT_EQ(store().backlog()->conversations, 1);
}

TEST_P(StoreContract, KeepsEqualEventIdsOfTenantsAndAdaptersApart) {
    auto elsewhere = said("one", "E1");
    elsewhere.message.place.adapter = "webhook";
    const auto first = receive(said("one", "E1"));
    const auto theirs = receive(said("one", "E1", "C1", fabrikam));
    const auto other = receive(elsewhere);

    EXPECT_TRUE(theirs.is_new);
    EXPECT_TRUE(other.is_new);
    EXPECT_NE(first.message_id, theirs.message_id);
    EXPECT_NE(first.message_id, other.message_id);
}

TEST_P(StoreContract, RecognisesADuplicateInsideOneBatch) {
    const std::array arrivals{said("one", "E1"), said("two", "E2"), said("one", "E1")};
    const auto receipts = *store().receive(arrivals, at(1));
    EXPECT_EQ(receipts[0].seq, 1);
    EXPECT_EQ(receipts[1].seq, 2);
    EXPECT_FALSE(receipts[2].is_new);
    EXPECT_EQ(receipts[2].seq, 1);
}

TEST_P(StoreContract, StoresNothingOfABatchThatHoldsAnUnusableArrival) {
    const std::array arrivals{said("one", "E1"), said("two", "")};
    const auto refused = store().receive(arrivals, at(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_THAT(tickets(), IsEmpty());
}

TEST_P(StoreContract, RefusesEventIdsWithNulOrTooLong) {
    for (const auto& id : {std::string("E\0001", 3), std::string(257, 'x')}) {
        const auto arrival = said("one", id);
        EXPECT_EQ(store().receive({&arrival, 1}, at(1)).error().code, ErrorCode::invalid);
    }
}

TEST_P(StoreContract, GivesBackTheWholeMessage) {
    auto arrival = said("/health 'exchange'; DROP TABLE turn;--", "E1");
    arrival.message.kind = MessageKind::action;
    arrival.message.values = {{"choice", "yes"}};
    arrival.message.language = "hu";
    arrival.message.place.thread = "1712.5";
    receive(arrival, at(3));

    const auto situation = *store().situation(ticket());
    EXPECT_EQ(situation.message.text, arrival.message.text);
    EXPECT_EQ(situation.message.values, arrival.message.values);
    EXPECT_EQ(situation.message.place, arrival.message.place);
    EXPECT_EQ(situation.message.kind, MessageKind::action);
    EXPECT_EQ(situation.message.language, "hu");
    EXPECT_EQ(situation.message.author_name, "Anna");
    EXPECT_EQ(situation.received_at, at(3));
    EXPECT_EQ(situation.key.name, "slack/C1/1712.5");
}

TEST_P(StoreContract, OffersTheOldestConversationFirstAndOneMessageOfEach) {
    receive(said("late", "E1", "C1"), at(5));
    receive(said("early", "E2", "C2"), at(2));
    receive(said("second", "E3", "C2"), at(3));

    const auto waiting = tickets();
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].conversation.name, "slack/C2");
    EXPECT_EQ(waiting[0].seq, 1);
    EXPECT_EQ(waiting[1].conversation.name, "slack/C1");
    EXPECT_EQ(store().waiting_messages(held(), at(10), 1)->size(), 1U);
}

TEST_P(StoreContract, PutsAMessageOffAndCountsTheAttempt) {
    receive(said("one", "E1"));
    const auto first = ticket();
    ASSERT_TRUE(store().try_message_again(first, at(30), "busy"));
    EXPECT_THAT(tickets(at(29)), IsEmpty());
    EXPECT_EQ(ticket(at(30)).attempt, 2);
    ASSERT_TRUE(store().count_attempt(first));
    EXPECT_EQ(ticket(at(30)).attempt, 3);
}

TEST_P(StoreContract, KeepsWhatARequestToTheOutsideCameBackWith) {
    receive(said("one", "E1"));
    const auto one = ticket();
    EXPECT_EQ(*store().outside(one, "post/1"), std::nullopt);
    ASSERT_TRUE(store().keep_outside(one, "post/1", "201 created", at(2)));
    ASSERT_TRUE(store().keep_outside(one, "post/1", "409 exists", at(3)));
    EXPECT_EQ(*store().outside(one, "post/1"), "201 created");
    EXPECT_EQ(*store().outside(one, "post/2"), std::nullopt);
}

TEST_P(StoreContract, GivesTheSameNumberOnEveryAttempt) {
    receive(said("one", "E1", "C1"));
    receive(said("two", "E2", "C2"));
    const auto waiting = tickets();
    const auto number = [&](const Ticket& ticket, const char* key) {
        return *store().next_number(ticket, key, "SR", 2031, at(2));
    };
    EXPECT_EQ(number(waiting[0], "n1"), 2031);
    EXPECT_EQ(number(waiting[1], "n1"), 2032);
    EXPECT_EQ(number(waiting[0], "n1"), 2031);
    EXPECT_EQ(number(waiting[0], "n2"), 2033);
    EXPECT_EQ(*store().next_number(waiting[0], "n1", "CHG", 1, at(2)), 1);
}

TEST_P(StoreContract, ForgetsOldEventsInSteps) {
    for (int i = 0; i < 25; ++i) {
        receive(said("old", "E" + std::to_string(i), "C" + std::to_string(i)), at(1));
    }
    receive(said("new", "N1", "C99"), at(500));
    int steps = 1;
    while (*store().forget_seen(at(100), 10)) ++steps;

    EXPECT_EQ(steps, 3);
    EXPECT_TRUE(receive(said("old", "E1", "C1"), at(501)).is_new);
    EXPECT_FALSE(receive(said("new", "N1", "C99"), at(501)).is_new);
}

TEST_P(StoreContract, CountsWhatWaits) {
    receive(said("one", "E1", "C1"), at(4));
    receive(said("two", "E2", "C1"), at(5));
    receive(said("three", "E3", "C2"), at(6));
    ASSERT_TRUE(finish(tickets()[0], answer({"a", "b"})));

    const auto backlog = *store().backlog();
    EXPECT_EQ(backlog.waiting_messages, 2);
    EXPECT_EQ(backlog.waiting_replies, 2);
    EXPECT_EQ(backlog.conversations, 2);
    EXPECT_EQ(backlog.dead_letters, 0);
    EXPECT_EQ(backlog.oldest_waiting, at(5));
    EXPECT_EQ(backlog.oldest_reply, at(20));
}

TEST_P(StoreContract, WritesAProbe) {
    EXPECT_TRUE(store().write_probe(at(1)));
}

}  // namespace
}  // namespace desk::test
