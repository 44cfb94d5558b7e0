#include "bot/work_line.hpp"

#include "storage/store.hpp"

#include <gtest/gtest.h>

namespace desk {
namespace {

const ConversationKey here{{"contoso"}, "slack/C1"};

Ticket ticket(std::int64_t seq, const ConversationKey& conversation = here) {
    return {.conversation = conversation, .seq = seq};
}

struct WorkLineTest : testing::Test {
    WorkLine<Ticket>::Source source() {
        return {.all = [this](int most) -> Result<std::vector<Ticket>> {
                    ++looks;
                    return std::vector(all.begin(), all.begin() + std::min<std::ptrdiff_t>(most, std::ssize(all)));
                },
                .next = [this](const ConversationKey&) -> Result<std::optional<Ticket>> {
                    if (while_reading) while_reading();
                    return next;
                },
                .owner = [](const Ticket& one) { return one.conversation.tenant.customer; },
                .position = [](const Ticket& one) { return PiecePosition{one.seq, 0}; },
                .has_next = [](const Ticket& one) { return one.has_next; }};
    }
    // Whatever waits in the store is known of, so that only what the tests say is looked for.
    WorkLineTest() { EXPECT_FALSE(*line.take()); }

    std::vector<Ticket> all;
    std::optional<Ticket> next;
    std::function<void()> while_reading;
    int looks = 0;
    WorkLine<Ticket> line{source(), 4, std::chrono::hours{1}};
};

TEST_F(WorkLineTest, LendsWhatArrivedWithoutAskingTheStore) {
    const int before = looks;
    line.arrived(here, ticket(1));
    EXPECT_EQ((*line.take())->seq, 1);
    EXPECT_FALSE(*line.take());
    EXPECT_EQ(looks, before);
}

TEST_F(WorkLineTest, ReadsTheNextPieceOfAConversationAlone) {
    line.arrived(here, ticket(1));
    const auto first = **line.take();
    line.arrived(here, std::nullopt);
    next = ticket(2);
    const int before = looks;
    ASSERT_TRUE(line.give_back(first, true));
    EXPECT_EQ((*line.take())->seq, 2);
    EXPECT_EQ(looks, before);
}

TEST_F(WorkLineTest, LendsAConversationToNobodyWhileItsNextPieceIsRead) {
    line.arrived(here, ticket(1));
    auto first = **line.take();
    first.has_next = true;
    next = ticket(2);
    while_reading = [&] {
        line.arrived(here, ticket(2));  // the stage before hands it over at the same moment
        EXPECT_FALSE(*line.take()) << "it would be done twice: once now, once when it is added";
    };
    ASSERT_TRUE(line.give_back(first, true));
    EXPECT_EQ((*line.take())->seq, 2);
    EXPECT_FALSE(*line.take());
}

TEST_F(WorkLineTest, LeavesOutWhatIsHandedOverAfterItIsDone) {
    all = {ticket(1)};  // found in the store before it was handed over
    line.look_again();
    const auto first = **line.take();
    ASSERT_TRUE(line.give_back(first, true));
    line.arrived(here, ticket(1));
    EXPECT_FALSE(*line.take()) << "its reply would be sent twice";
    line.arrived(here, ticket(2));
    EXPECT_TRUE(*line.take());
}

TEST_F(WorkLineTest, AsksTheStoreForWhatCameWhileTheNextPieceWasReadInVain) {
    line.arrived(here, ticket(1));
    auto first = **line.take();
    first.has_next = true;
    while_reading = [&] { line.arrived(here, ticket(2)); };
    ASSERT_TRUE(line.give_back(first, true));
    all = {ticket(2)};
    EXPECT_EQ((*line.take())->seq, 2);
}

TEST_F(WorkLineTest, AsksTheStoreAgainForWhatIsStillToBeDone) {
    line.arrived(here, ticket(1));
    const auto first = **line.take();
    ASSERT_TRUE(line.give_back(first, false));
    all = {ticket(1)};
    EXPECT_EQ((*line.take())->seq, 1);
}

// Each of another customer, so that all may be lent.
std::vector<Ticket> tickets(int many) {
    std::vector<Ticket> all;
    for (int i = 0; i < many; ++i) all.push_back(ticket(1, {{std::to_string(i)}, "slack/C1"}));
    return all;
}

TEST_F(WorkLineTest, IsNotBehindWhenTheStoreTellsOfWhatIsAtHand) {
    all = tickets(200);
    for (const auto& one : all) line.arrived(one.conversation, one);
    line.look_again();
    while (*line.take()) {
    }
    EXPECT_FALSE(line.is_behind()) << "it would ask the store for every piece from now on";
}

TEST_F(WorkLineTest, IsBehindWhileTheStoreHasMoreThanItAskedFor) {
    all = tickets(600);
    line.look_again();
    ASSERT_TRUE(*line.take());
    EXPECT_TRUE(line.is_behind());
}

TEST_F(WorkLineTest, DoesNotAskWhileAnOwnerHasAllOfItsShare) {
    for (int i = 0; i < 4; ++i) line.arrived({{"contoso"}, std::to_string(i)}, ticket(1, {{"contoso"}, std::to_string(i)}));
    EXPECT_TRUE(*line.take());
    EXPECT_TRUE(*line.take());
    line.look_again();
    const int before = looks;
    EXPECT_FALSE(*line.take());
    EXPECT_EQ(looks, before);
}

}  // namespace
}  // namespace desk
