#include "bot/dispatch/fair_queue.hpp"

#include "storage/store.hpp"

namespace desk {
namespace {

// The worker is free, and what it had done.
bool done(FairQueue<Ticket>& queue, const std::string& owner, const ConversationKey& conversation) {
    queue.free_share(owner);
    return queue.give_back(owner, conversation);
}

Ticket ticket(const std::string& customer, const std::string& conversation) {
    return {.conversation = {{customer}, conversation}, .seq = 1};
}

TEST(FairQueue, TakesTheCustomersInTurn) {
    FairQueue<Ticket> queue{8};
    queue.add("a", ticket("a", "1"));
    queue.add("a", ticket("a", "2"));
    queue.add("b", ticket("b", "1"));

    EXPECT_EQ(queue.take()->conversation.tenant.customer, "a");
    EXPECT_EQ(queue.take()->conversation.tenant.customer, "b");
    EXPECT_EQ(queue.take()->conversation.tenant.customer, "a");
    EXPECT_FALSE(queue.take());
}

TEST(FairQueue, LendsAConversationToOneWorkerAtATime) {
    FairQueue<Ticket> queue{8};
    queue.add("a", ticket("a", "1"));
    const auto lent = queue.take();
    queue.add("a", ticket("a", "1"));
    EXPECT_FALSE(queue.take());

    done(queue, "a", lent->conversation);
    queue.add("a", ticket("a", "1"));
    EXPECT_TRUE(queue.take());
}

TEST(FairQueue, NeverLendsMoreThanHalfOfTheWorkersToOneCustomer) {
    FairQueue<Ticket> queue{4};
    for (int i = 0; i < 4; ++i) queue.add("a", ticket("a", std::to_string(i)));
    const auto first = queue.take();
    EXPECT_TRUE(queue.take());
    EXPECT_FALSE(queue.take()) << "a hanging plugin must leave the other half to everybody else";

    queue.add("b", ticket("b", "1"));
    EXPECT_EQ(queue.take()->conversation.tenant.customer, "b");
    done(queue, "a", first->conversation);
    EXPECT_EQ(queue.take()->conversation.tenant.customer, "a");
}

TEST(FairQueue, FreesAShareAlthoughTheConversationIsStillLent) {
    FairQueue<Ticket> queue{2};
    queue.add("a", ticket("a", "1"));
    queue.add("a", ticket("a", "2"));
    const auto first = queue.take();
    EXPECT_FALSE(queue.take());
    queue.free_share("a");
    EXPECT_EQ(queue.take()->conversation.name, "2");
    queue.free_share("a");

    queue.add("a", ticket("a", "1"));
    EXPECT_FALSE(queue.take()) << "its outcome waits for the commit";
    queue.give_back("a", first->conversation);
    queue.add("a", ticket("a", "1"));
    EXPECT_TRUE(queue.take());
}

TEST(FairQueue, DoesNotLendAgainWhatWasDoneWhileTheStoreWasAsked) {
    FairQueue<Ticket> queue{8};
    queue.add("a", ticket("a", "1"));
    const auto lent = queue.take();

    queue.begin_refill();  // the store still holds it as waiting …
    done(queue, "a", lent->conversation);
    queue.add("a", ticket("a", "1"));
    queue.end_refill();
    EXPECT_FALSE(queue.take()) << "a reply would be sent twice";

    queue.begin_refill();
    queue.add("a", ticket("a", "1"));
    queue.end_refill();
    EXPECT_TRUE(queue.take());
}

TEST(FairQueue, AddsWhatWaitsAlreadyOnlyOnce) {
    FairQueue<Ticket> queue{8};
    queue.add("a", ticket("a", "1"));
    queue.add("a", ticket("a", "1"));
    EXPECT_EQ(queue.waiting(), 1U);
}

TEST(FairQueue, AddsWhatIsNewAlthoughItsConversationCameBackWhileTheStoreWasAsked) {
    FairQueue<Ticket> queue{8};
    queue.add("a", ticket("a", "1"));
    const auto lent = queue.take();
    queue.begin_refill();
    done(queue, "a", lent->conversation);
    queue.add_new("a", ticket("a", "1"));
    queue.end_refill();
    EXPECT_TRUE(queue.take());
}

TEST(FairQueue, SaysWhenMoreCameOfAConversationThatIsGivenBack) {
    FairQueue<Ticket> queue{8};
    queue.add_new("a", ticket("a", "1"));
    queue.follow(ticket("a", "1").conversation);  // while it waits
    auto lent = queue.take();
    EXPECT_TRUE(done(queue, "a", lent->conversation));

    queue.add_new("a", ticket("a", "1"));
    lent = queue.take();
    queue.add_new("a", ticket("a", "1"));  // while it is lent
    EXPECT_TRUE(done(queue, "a", lent->conversation));

    queue.follow(ticket("a", "1").conversation);  // not here: whoever asks the store finds it
    queue.add_new("a", ticket("a", "1"));
    lent = queue.take();
    EXPECT_FALSE(done(queue, "a", lent->conversation));
}

}  // namespace
}  // namespace desk
