// What becomes of a delivery until it is stored, and answered for that.
#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;

constexpr auto hello = R"({"conversation":"c-1","sender":{"id":"anna"},"text":"hello"})";

struct Storing : testing::Test {
    Road road;
    int calls = 0;
    std::vector<int> answered;  // statuses, in order

    Storing() {
        road.plugin(open_manifest("echo"), [this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
            ++calls;
            return answers(call["text"]);
        });
    }
    void receive(const HttpRequest& delivery) {
        road.receiver().receive("helpdesk", delivery, Responder{[this](const HttpResponse& response) { answered.push_back(response.status); }});
    }
};

TEST_F(Storing, AnswersARedeliveredEventOnceAndAcknowledgesItAlike) {
    const auto first = road.deliver_raw(Road::signed_delivery("e1", road.now, hello));
    const auto second = road.deliver_raw(Road::signed_delivery("e1", road.now, hello));
    road.run();
    EXPECT_EQ(first.status, 202);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(road.sent.size(), 1U);
}

TEST_F(Storing, RefusesADeliveryThatIsNotStoredInTimeAndKnowsItWhenItComesAgain) {
    const auto delivery = Road::signed_delivery("e1", road.now, hello);
    receive(delivery);
    road.receiver().give_up(std::chrono::steady_clock::now());
    EXPECT_TRUE(answered.empty());
    road.receiver().give_up(std::chrono::steady_clock::now() + seconds{3});
    EXPECT_EQ(answered, std::vector<int>{503});

    road.record();
    EXPECT_EQ(answered.size(), 1U);
    EXPECT_EQ(road.deliver_raw(delivery).status, 202);
    road.run();
    EXPECT_EQ(calls, 1) << "stored once, answered once";
}

TEST_F(Storing, KeepsNothingThatIsNotAuthentic) {
    auto forged = Road::signed_delivery("e1", road.now, R"({"conversation":"c-1","sender":{"id":"anna"},"text":"hello"})");
    forged.body[20] = 'x';
    EXPECT_EQ(road.deliver_raw(forged).status, 401);
    EXPECT_EQ(road.deliver_raw(Road::signed_delivery("e1", road.now - seconds{301}, "{}")).status, 401);
    EXPECT_EQ(road.deliver_raw(Road::signed_delivery("e1", road.now, "{}")).status, 400);
    EXPECT_EQ(road.run(), 0);
    EXPECT_TRUE(road.archive().list({}, {}, 10)->empty());
}

TEST_F(Storing, RefusesAloneWhatCannotBeStored) {
    const Arrival without_an_event{.message = {.place = {.adapter = "helpdesk", .channel = "c-2"}, .text = "hello"}};
    receive(Road::signed_delivery("e1", road.now, hello));
    const auto stored = road.receiver().store({without_an_event}, [](const Result<Receipts>&) { FAIL() << "nobody is told of it later"; });
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::invalid);
    road.record();
    EXPECT_EQ(answered, std::vector<int>{202});
    road.run();
    EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace desk::test
