#include "bot/dispatch/answer_board.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace desk {
namespace {

using std::chrono::milliseconds;

Answered answer(std::string message_id) {
    return {.is_done = true, .message_id = std::move(message_id)};
}

TEST(AnswerBoard, GivesTheAnswerToWhoWaitsForIt) {
    AnswerBoard board;
    AnswerBoard::Seat seat{board, "ask", "e-1"};
    std::thread dispatcher{[&] { board.pin("ask", "e-1", answer("m-1")); }};
    const auto answered = seat.wait(std::chrono::minutes{1});
    dispatcher.join();

    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->message_id, "m-1");
}

TEST(AnswerBoard, KeepsAnAnswerThatCameBeforeTheWait) {
    AnswerBoard board;
    AnswerBoard::Seat seat{board, "ask", "e-1"};
    board.pin("ask", "e-1", answer("m-1"));
    EXPECT_TRUE(seat.wait(milliseconds{0}));
}

TEST(AnswerBoard, GivesEveryoneWhoAskedTheSameItsAnswer) {
    AnswerBoard board;
    AnswerBoard::Seat one{board, "ask", "e-1"};
    AnswerBoard::Seat other{board, "ask", "e-1"};
    board.pin("ask", "e-1", answer("m-1"));
    EXPECT_TRUE(one.wait(milliseconds{0}));
    EXPECT_TRUE(other.wait(milliseconds{0}));
}

TEST(AnswerBoard, GivesNobodyTheAnswerToAnotherEvent) {
    AnswerBoard board;
    AnswerBoard::Seat seat{board, "ask", "e-1"};
    board.pin("ask", "e-2", answer("m-2"));
    board.pin("slack", "e-1", answer("m-3"));
    EXPECT_FALSE(seat.wait(milliseconds{0}));
}

TEST(AnswerBoard, ForgetsWhoHasLeft) {
    AnswerBoard board;
    { const AnswerBoard::Seat seat{board, "ask", "e-1"}; }
    board.pin("ask", "e-1", answer("m-1"));
    AnswerBoard::Seat later{board, "ask", "e-1"};
    EXPECT_FALSE(later.wait(milliseconds{0}));
}

}  // namespace
}  // namespace desk
