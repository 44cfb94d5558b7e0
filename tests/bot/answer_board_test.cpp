#include "bot/dispatch/answer_board.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Answered answer(std::string message_id) {
    return {.is_done = true, .message_id = std::move(message_id)};
}

struct Board : testing::Test {
    AnswerBoard board;
    std::vector<std::string> heard;
    const AnswerBoard::Moment now{seconds{100}};

    AnswerBoard::Seat sit(std::string_view adapter, std::string_view event_id, AnswerBoard::Moment until = AnswerBoard::Moment::max()) {
        return board.sit(adapter, event_id, until, [this](const Result<Answered>& answered) { heard.push_back(answered->message_id); });
    }
};

TEST_F(Board, GivesTheAnswerToWhoWaitsForItOnce) {
    sit("ask", "e-1");
    board.pin("ask", "e-1", answer("m-1"));
    board.pin("ask", "e-1", answer("m-1"));
    EXPECT_THAT(heard, ElementsAre("m-1"));
}

TEST_F(Board, GivesEveryoneWhoAskedTheSameItsAnswer) {
    sit("ask", "e-1");
    sit("ask", "e-1");
    board.pin("ask", "e-1", answer("m-1"));
    EXPECT_THAT(heard, ElementsAre("m-1", "m-1"));
}

TEST_F(Board, GivesNobodyTheAnswerToAnotherEvent) {
    sit("ask", "e-1");
    board.pin("ask", "e-2", answer("m-2"));
    board.pin("slack", "e-1", answer("m-3"));
    EXPECT_THAT(heard, IsEmpty());
}

TEST_F(Board, TellsNobodyWhoHasLeft) {
    const auto seat = sit("ask", "e-1");
    sit("ask", "e-1");
    EXPECT_TRUE(board.leave(seat));
    EXPECT_FALSE(board.leave(seat)) << "only once";
    board.pin("ask", "e-1", answer("m-1"));
    EXPECT_THAT(heard, SizeIs(1)) << "the other one stays";
}

TEST_F(Board, LetsThoseLeaveWhoHaveWaitedTooLong) {
    sit("ask", "e-1", now);
    sit("ask", "e-2", now + seconds{1});
    const auto late = board.leave_late(now);
    ASSERT_THAT(late, SizeIs(1));
    late[0](answer("too late"));
    board.pin("ask", "e-1", answer("m-1"));
    board.pin("ask", "e-2", answer("m-2"));
    EXPECT_THAT(heard, ElementsAre("too late", "m-2"));
}

}  // namespace
}  // namespace desk
