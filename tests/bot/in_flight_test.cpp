#include "bot/in_flight.hpp"

#include <filesystem>

namespace desk {
namespace {

struct InFlightFile : testing::Test {
    std::string path = std::string{DESK_BUILD_DIR} + "/in_flight_test";

    void SetUp() override { std::filesystem::remove(path); }
    void TearDown() override { std::filesystem::remove(path); }
};

TEST_F(InFlightFile, TellsAfterwardsWhatWasHeldWhenTheProgramDied) {
    auto first = *InFlight::open(path, 2);
    const auto kept = first.hold({.conversation = {{"contoso"}, "slack/C1"}, .seq = 7});
    { const auto done = first.hold({.conversation = {{"contoso"}, "slack/C2"}, .seq = 8}); }

    const auto second = InFlight::open(path, 2);
    ASSERT_TRUE(second);
    ASSERT_EQ(second->left_over().size(), 1U);
    EXPECT_EQ(second->left_over()[0].conversation.name, "slack/C1");
    EXPECT_EQ(second->left_over()[0].conversation.tenant.customer, "contoso");
    EXPECT_EQ(second->left_over()[0].seq, 7);
}

TEST_F(InFlightFile, TellsOfAShortRecordWhereALongOneStood) {
    auto first = *InFlight::open(path, 1);
    { const auto done = first.hold({.conversation = {{"contoso-of-the-long-name"}, "slack/C1/1731.0001"}, .seq = 7'777}); }
    const auto kept = first.hold({.conversation = {{""}, "C"}, .seq = 8});

    const auto second = InFlight::open(path, 1);
    ASSERT_EQ(second->left_over().size(), 1U);
    EXPECT_EQ(second->left_over()[0].conversation.name, "C");
    EXPECT_EQ(second->left_over()[0].conversation.tenant.customer, "");
    EXPECT_EQ(second->left_over()[0].seq, 8);
}

TEST_F(InFlightFile, HoldsMoreThanItHasSeatsFor) {
    auto first = *InFlight::open(path, 1);
    const auto kept = first.hold({.conversation = {{"contoso"}, "slack/C1"}, .seq = 7});
    const auto too_many = first.hold({.conversation = {{"contoso"}, "slack/C2"}, .seq = 8});
    EXPECT_EQ(InFlight::open(path, 1)->left_over().size(), 1U);
}

TEST_F(InFlightFile, ForgetsWhatHasBeenTold) {
    {
        auto first = *InFlight::open(path, 1);
        const auto kept = first.hold({.conversation = {{"contoso"}, "slack/C1"}, .seq = 7});
        EXPECT_EQ(InFlight::open(path, 1)->left_over().size(), 1U);
    }
    EXPECT_TRUE(InFlight::open(path, 1)->left_over().empty());
}

}  // namespace
}  // namespace desk
