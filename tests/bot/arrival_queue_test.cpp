#include "bot/receive/arrival_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Arrivals : testing::Test {
    Precedence precedence{32};
    ArrivalQueue queue{3, precedence};
    std::vector<std::string> told;
    const ArrivalQueue::Moment now{seconds{100}};

    bool push(const std::string& name, std::size_t messages = 1, ArrivalQueue::Moment at = {}) {
        const Incoming one{.arrival = {.message = {.event_id = name}}, .key = RowKey{{}}};
        return queue.push(std::vector<Incoming>(messages, one), at, [this, name](const Result<Receipts>& receipts) {
            told.push_back(name + (receipts ? " stored" : " late"));
        });
    }
    std::vector<std::string> take(std::size_t most) {
        std::vector<std::string> taken;
        for (const auto& incoming : queue.take(most)) taken.push_back(incoming.arrival.message.event_id);
        return taken;
    }
    void done() {
        for (const auto& sender : queue.done()) {
            if (sender.told) sender.told(Receipts{});
        }
    }
};

TEST_F(Arrivals, AreTakenByWholeDeliveriesInOrder) {
    push("a", 2);
    push("b", 2);
    push("c", 1);
    EXPECT_THAT(take(3), ElementsAre("a", "a"));
    EXPECT_THAT(take(3), ElementsAre("b", "b", "c"));
    EXPECT_THAT(take(3), IsEmpty());
}

TEST_F(Arrivals, AreTakenAlthoughOneDeliveryBringsMoreThanABatch) {
    push("a", 5);
    EXPECT_THAT(take(3), SizeIs(5));
}

TEST_F(Arrivals, AreRefusedWhenTooManyWaitForACommit) {
    EXPECT_TRUE(push("a") && push("b") && push("c"));
    EXPECT_FALSE(push("d"));
    take(1);
    EXPECT_TRUE(push("e")) << "what is being committed waits no more";
    done();
    EXPECT_THAT(told, ElementsAre("a stored"));
}

TEST_F(Arrivals, KnowWhoIsToBeToldOfWhatWasTaken) {
    push("a");
    take(9);
    push("b");
    done();
    EXPECT_THAT(told, ElementsAre("a stored"));
    done();
    EXPECT_THAT(told, SizeIs(1)) << "nothing was taken since";
    take(9);
    done();
    EXPECT_THAT(told, ElementsAre("a stored", "b stored"));
}

TEST_F(Arrivals, TellThoseWhoWaitTooLongOnce) {
    push("in the commit", 1, now);
    take(9);
    push("before it", 1, now);
    push("later", 1, now + seconds{1});
    for (const auto& late : queue.too_late(now)) late(timeout("slow"));
    EXPECT_THAT(told, ElementsAre("in the commit late", "before it late"));

    done();
    EXPECT_THAT(take(9), ElementsAre("before it", "later")) << "it is stored all the same";
    done();
    EXPECT_THAT(told, ElementsAre("in the commit late", "before it late", "later stored"));
}

}  // namespace
}  // namespace desk
