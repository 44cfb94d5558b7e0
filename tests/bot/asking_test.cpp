// Questions whose answer is fetched, on the road by hand.
#include "bot/receive/asking.hpp"

#include "tests/support/road.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk::test {
namespace {

using std::chrono::hours;
using std::chrono::steady_clock;
using testing::ElementsAre;
using testing::IsEmpty;

struct Questions : testing::Test {
    Road road;
    std::optional<Asking> asking;
    std::vector<std::string> heard;

    void SetUp() override {
        road.plugin(open_manifest("echo"), [](const Call& call, const AskBot&) -> Result<PluginAnswer> { return answers("you said " + call["text"]); });
        auto& receiver = road.receiver();  // opens the store
        asking.emplace(Asking::Parts{road.store(), receiver, road.board()});
    }

    void ask(const std::string& event_id, const std::string& text, const std::string& adapter = "console") {
        const HttpRequest request{.method = "POST", .headers = {{"x-conversation", "c-1"}, {"x-person", "anna"}, {"x-event-id", event_id}}, .body = text};
        asking->ask(adapter, request, event_id, [this](const Result<Answered>& answered) {
            if (!answered) return heard.push_back("error: " + answered.error().what);
            heard.push_back(answered->is_done ? answered->replies.at(0).text : "not yet");
        });
    }
};

TEST_F(Questions, AreAnsweredByWhatThePluginSays) {
    ask("q-1", "hello");
    EXPECT_THAT(heard, IsEmpty());
    road.record();
    EXPECT_THAT(heard, IsEmpty()) << "stored, not answered";
    road.run();
    EXPECT_THAT(heard, ElementsAre("you said hello"));
}

TEST_F(Questions, AreAnsweredAgainWithoutCallingThePlugin) {
    ask("q-1", "hello");
    road.record();
    road.run();
    ask("q-1", "hello");
    road.record();
    EXPECT_THAT(heard, ElementsAre("you said hello", "you said hello"));
}

TEST_F(Questions, ThatAreAskedTwiceGetTheSameAnswerAtOnce) {
    ask("q-1", "hello");
    ask("q-1", "hello");
    road.record();
    EXPECT_THAT(heard, IsEmpty());
    road.run();
    EXPECT_THAT(heard, ElementsAre("you said hello", "you said hello"));
}

TEST_F(Questions, ThatTakeTooLongAreNotDoneYetAndMayBeAskedAgain) {
    ask("q-1", "hello");
    road.record();
    asking->give_up(steady_clock::now());
    EXPECT_THAT(heard, IsEmpty());
    asking->give_up(steady_clock::now() + hours{1});
    EXPECT_THAT(heard, ElementsAre("not yet"));
    road.run();
    ask("q-1", "hello");
    road.record();
    EXPECT_THAT(heard, ElementsAre("not yet", "you said hello"));
}

TEST_F(Questions, ThatAreNotStoredInTimeAreRefusedAndAnsweredWhenAskedAgain) {
    ask("q-1", "hello");
    road.receiver().give_up(steady_clock::now() + hours{1});
    EXPECT_THAT(heard, ElementsAre("error: the commit took longer than 2000 ms"));
    road.record();
    road.run();
    ask("q-1", "hello");
    road.record();
    EXPECT_THAT(heard.back(), "you said hello");
}

TEST_F(Questions, ForAnAdapterThatIsNotThereAreRefusedAtOnce) {
    ask("q-1", "hello", "nobody");
    EXPECT_THAT(heard, ElementsAre("error: no adapter of this name"));
}

}  // namespace
}  // namespace desk::test
