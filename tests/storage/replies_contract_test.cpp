#include "tests/storage/store_contract.hpp"

namespace desk::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(StoreContract, SendsTheRepliesOfAConversationOneAtATimeInOrder) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    ASSERT_TRUE(finish(ticket(), answer({"1a", "1b"})));
    ASSERT_TRUE(finish(ticket(), answer({"2a"})));

    std::vector<std::string> sent;
    while (!replies().empty()) {
        sent.push_back(reply().reply.text);
        ASSERT_TRUE(deliver(reply()));
    }
    EXPECT_THAT(sent, ElementsAre("1a", "1b", "2a"));
    EXPECT_EQ(store().backlog()->waiting_replies, 0);
}

TEST_P(StoreContract, TellsTheDelivererAllItNeeds) {
    const auto receipt = receive(said("one", "E1"));
    ASSERT_TRUE(finish(ticket(), answer({"hi"}), at(20)));
    const auto waiting = reply();
    EXPECT_EQ(waiting.in_reply_to, "E1");
    EXPECT_EQ(waiting.message_id, receipt.message_id);
    EXPECT_EQ(waiting.idempotency_key.size(), 26U);
    EXPECT_EQ(waiting.reply.to, "U7");
    EXPECT_EQ(waiting.reply.place.channel, "C1");
    EXPECT_EQ(waiting.attempts, 0);
    EXPECT_EQ(waiting.first_at, at(20));
}

TEST_P(StoreContract, TellsTheFirstReplyWithTheAnswerWhenNothingGoesBeforeIt) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    const auto first = store().finish(ticket(), answer({"1a", "1b"}), at(20));
    ASSERT_TRUE(first && first->is_ours && first->next_reply);
    const auto read = reply();
    EXPECT_EQ(first->next_reply->idempotency_key, read.idempotency_key);
    EXPECT_EQ(first->next_reply->message_id, read.message_id);
    EXPECT_EQ(first->next_reply->in_reply_to, "E1");
    EXPECT_EQ(first->next_reply->seq, read.seq);
    EXPECT_EQ(first->next_reply->part, read.part);
    EXPECT_EQ(first->next_reply->epoch, read.epoch);
    EXPECT_EQ(first->next_reply->reply.text, "1a");
    EXPECT_EQ(first->next_reply->first_at, read.first_at);
    EXPECT_TRUE(first->next_reply->has_next && read.has_next);

    const auto second = store().finish(ticket(), answer({"2a"}), at(21));
    ASSERT_TRUE(second && second->is_ours);
    EXPECT_FALSE(second->next_reply) << "the first answer is not sent yet";
    ASSERT_TRUE(deliver(*first->next_reply));
    EXPECT_EQ(reply().reply.text, "1b");
}

TEST_P(StoreContract, KeepsTheIdempotencyKeyOfAReply) {
    const auto first = waiting_answer();
    ASSERT_TRUE(store().try_reply_again(first, at(200), "503", true));
    open();
    EXPECT_EQ(reply(at(200)).idempotency_key, first.idempotency_key);
}

TEST_P(StoreContract, GivesEveryPartItsOwnKey) {
    receive(said("one", "E1"));
    ASSERT_TRUE(finish(ticket(), answer({"a", "b"})));
    const auto first = reply();
    ASSERT_TRUE(deliver(first));
    EXPECT_NE(reply().idempotency_key, first.idempotency_key);
}

TEST_P(StoreContract, PutsAReplyOffAndHoldsTheConversation) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    ASSERT_TRUE(finish(ticket(), answer({"one"}), at(20)));
    ASSERT_TRUE(finish(ticket(), answer({"two"}), at(21)));
    ASSERT_TRUE(store().try_reply_again(reply(), at(200), "503", true));

    EXPECT_THAT(replies(at(199)), IsEmpty());
    const auto again = reply(at(200));
    EXPECT_EQ(again.reply.text, "one");
    EXPECT_EQ(again.attempts, 1);
    EXPECT_EQ(again.first_at, at(20)) << "the clock of the hold goes on";
}

TEST_P(StoreContract, CountsNoAttemptWhileAnAdapterIsPaused) {
    const auto waiting = waiting_answer();
    ASSERT_TRUE(store().try_reply_again(waiting, at(200), "paused", false));
    EXPECT_EQ(reply(at(200)).attempts, 0);
}

TEST_P(StoreContract, CountsADeliveryOnce) {
    const auto waiting = waiting_answer();
    EXPECT_TRUE(deliver(waiting));
    EXPECT_FALSE(deliver(waiting));
    EXPECT_FALSE(*store().give_up_reply(waiting, "late", at(98)));
    EXPECT_EQ(store().try_reply_again(waiting, at(200), "late", true).error().code,
              ErrorCode::not_found);
}

TEST_P(StoreContract, RefusesADeliveryOfAnEarlierEpoch) {
    const auto old = waiting_answer();
    open();
    EXPECT_FALSE(deliver(old));
    EXPECT_TRUE(deliver(reply()));
}

TEST_P(StoreContract, GoesOnOverMessagesWithoutReplies) {
    for (const auto* event : {"E1", "E2", "E3"}) receive(said("x", event));
    ASSERT_TRUE(finish(ticket(), answer({"one"})));
    auto silent = answer({});
    silent.ending = Ending::silent;
    ASSERT_TRUE(finish(ticket(), silent));
    ASSERT_TRUE(finish(ticket(), answer({"three"})));

    ASSERT_TRUE(deliver(reply()));
    EXPECT_EQ(reply().reply.text, "three");
    ASSERT_TRUE(deliver(reply()));
    receive(said("x", "E4"));
    ASSERT_TRUE(finish(ticket(), silent));
    EXPECT_THAT(replies(), IsEmpty());
}

TEST_P(StoreContract, GoesOnAfterAReplyThatCouldNotBeSent) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    ASSERT_TRUE(finish(ticket(), answer({"one"})));
    ASSERT_TRUE(finish(ticket(), answer({"two"})));
    ASSERT_TRUE(*store().give_up_reply(reply(), "404 channel gone", at(98)));

    EXPECT_EQ(reply().reply.text, "two");
    const auto letters = *store().dead_letters(10);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].stage, "send");
    EXPECT_EQ(letters[0].reason, "404 channel gone");
    EXPECT_EQ(letters[0].event_id, "E1");
    EXPECT_EQ(letters[0].part, 0);
    EXPECT_EQ(store().backlog()->dead_letters, 1);
}

TEST_P(StoreContract, PutsADeadReplyBackWithTheSameKey) {
    const auto first = waiting_answer();
    ASSERT_TRUE(*store().give_up_reply(first, "404", at(98)));
    const auto letter = store().dead_letters(10)->front();
    ASSERT_TRUE(store().redrive(letter, "A1", at(300)));

    const auto again = reply(at(300));
    EXPECT_EQ(again.idempotency_key, first.idempotency_key);
    EXPECT_EQ(again.reply.text, "hi");
    EXPECT_EQ(store().dead_letters(10)->front().redriven_at, at(300));
    EXPECT_EQ(store().backlog()->dead_letters, 0);
    EXPECT_EQ(store().redrive(letter, "A1", at(301)).error().code, ErrorCode::not_found);
    EXPECT_TRUE(deliver(again, at(302)));
    EXPECT_THAT(replies(at(303)), IsEmpty());
}

TEST_P(StoreContract, RecordsAReplyThatWasOnItsWayWhileAnEarlierOneWasPutBack) {
    receive(said("one", "E1"));
    receive(said("two", "E2"));
    ASSERT_TRUE(finish(ticket(), answer({"one"})));
    ASSERT_TRUE(finish(ticket(), answer({"two"})));
    ASSERT_TRUE(*store().give_up_reply(reply(), "404", at(98)));
    const auto on_its_way = reply();
    ASSERT_TRUE(store().redrive(store().dead_letters(1)->front(), "A1", at(103)));

    EXPECT_TRUE(deliver(on_its_way));
    EXPECT_EQ(reply(at(104)).reply.text, "one");
    ASSERT_TRUE(deliver(reply(at(104))));
    EXPECT_THAT(replies(at(105)), IsEmpty());
}

TEST_P(StoreContract, ListsAReplyAgainThatDiesAgain) {
    ASSERT_TRUE(*store().give_up_reply(waiting_answer(), "404", at(98)));
    ASSERT_TRUE(store().redrive(store().dead_letters(1)->front(), "A1", at(103)));
    ASSERT_TRUE(*store().give_up_reply(reply(at(104)), "410", at(104)));
    const auto letters = *store().dead_letters(10);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].reason, "410");
    EXPECT_EQ(letters[0].redriven_at, std::nullopt);
}

TEST_P(StoreContract, DropsADeadReply) {
    ASSERT_TRUE(*store().give_up_reply(waiting_answer(), "404", at(98)));
    const auto letter = store().dead_letters(1)->front();
    ASSERT_TRUE(store().drop(letter, "A1", at(103)));
    EXPECT_THAT(*store().dead_letters(10), IsEmpty());
    EXPECT_EQ(store().redrive(letter, "A1", at(104)).error().code, ErrorCode::not_found);
    EXPECT_EQ(archive().trace({}, "slack", "E1")->front().sends[0].state, "cancelled");
}

Outcome dead() {
    auto outcome = answer({"sorry, a person will look at it"});
    outcome.ending = Ending::dead;
    outcome.reason = "health: ended 3 times";
    return outcome;
}

TEST_P(StoreContract, PutsADeadMessageBackAsTheNewestOfItsConversation) {
    const auto receipt = receive(said("one", "E1"));
    receive(said("two", "E2"));
    ASSERT_TRUE(finish(ticket(), dead()));
    const auto letter = store().dead_letters(1)->front();
    EXPECT_EQ(letter.stage, "process");
    EXPECT_EQ(letter.part, -1);
    ASSERT_TRUE(finish(ticket(), answer({"two"})));
    ASSERT_TRUE(store().redrive(letter, "A1", at(300)));

    const auto again = ticket(at(300));
    EXPECT_EQ(again.seq, 3);
    EXPECT_EQ(again.attempt, 1);
    const auto trace = archive().trace({}, "slack", "E1")->front();
    EXPECT_EQ(trace.state, "accepted");
    EXPECT_EQ(trace.done_at, std::nullopt);
    const auto situation = *store().situation(again);
    EXPECT_EQ(situation.message.text, "one");
    EXPECT_EQ(situation.message_id, receipt.message_id) << "Call::id is the same on every attempt";
    ASSERT_TRUE(finish(again, answer({"now it works"})));
    EXPECT_EQ(store().answered(contoso, "slack", "E1")->replies[0].text, "now it works");
    EXPECT_FALSE(receive(said("one", "E1")).is_new);
}

TEST_P(StoreContract, KeepsTheWordsOfAMessageThatWasPutBackOnce) {
    receive(said("needle", "E1"));
    ASSERT_TRUE(finish(ticket(), dead()));
    ASSERT_TRUE(store().redrive(store().dead_letters(1)->front(), "A1", at(300)));
    ASSERT_TRUE(finish(ticket(at(300)), answer({"fine"})));

    const auto conversation = archive().list({}, {}, 1)->front();
    std::vector<std::string> texts;
    const auto turns = *archive().turns({}, conversation.id, 0, 10);
    for (const auto& turn : turns) {
        texts.push_back(turn.text);
        EXPECT_EQ(turn.n, static_cast<std::int64_t>(texts.size()));
    }
    EXPECT_THAT(texts, ElementsAre("needle", "sorry, a person will look at it", "fine"));
}

TEST_P(StoreContract, DropsADeadMessage) {
    receive(said("one", "E1"));
    ASSERT_TRUE(finish(ticket(), dead()));
    const auto letter = store().dead_letters(1)->front();
    ASSERT_TRUE(store().drop(letter, "A1", at(103)));
    EXPECT_EQ(store().redrive(letter, "A1", at(104)).error().code, ErrorCode::not_found);
    EXPECT_THAT(tickets(at(200)), IsEmpty());
    EXPECT_EQ(archive().trace({}, "slack", "E1")->front().state, "dead");
}

TEST_P(StoreContract, TellsWhatWaitsInOneConversation) {
    const ConversationKey here{contoso, "slack/C1"};
    const ConversationKey there{contoso, "slack/C2"};
    receive(said("one", "E1", "C1"));
    receive(said("two", "E2", "C1"));
    EXPECT_EQ(store().waiting_message(held(), here, at(1000))->value().seq, 1);
    EXPECT_TRUE(store().waiting_message(held(), here, at(1000))->value().has_next);
    EXPECT_FALSE(*store().waiting_message(held(), there, at(1000)));
    EXPECT_FALSE(*store().waiting_reply(held(), here, at(1000)));

    ASSERT_TRUE(finish(ticket(), answer({"first", "second"})));
    EXPECT_EQ(store().waiting_message(held(), here, at(1000))->value().seq, 2);
    const auto reply = store().waiting_reply(held(), here, at(1000))->value();
    EXPECT_EQ(reply.reply.text, "first");
    EXPECT_TRUE(reply.has_next);
    EXPECT_FALSE(*store().waiting_reply(held(), there, at(1000)));

    ASSERT_TRUE(store().try_reply_again(reply, at(2000), "503", true));
    EXPECT_FALSE(*store().waiting_reply(held(), here, at(1999))) << "not due yet";
    EXPECT_EQ(store().waiting_reply(held(), here, at(2000))->value().idempotency_key, reply.idempotency_key);
}

}  // namespace
}  // namespace desk::test
