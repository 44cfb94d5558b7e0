// When the clock of a form is set, and when it is taken away.
#include <gtest/gtest.h>

#include "bot/dispatch/reminder.hpp"

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr Time now{std::chrono::seconds{1'764'000'000}};

Head waiting_for(const std::string& what, const std::string& token) {
    return {.dialog = Dialog{.command = "request", .waits_for = what, .asked_of = "anna", .token = token}};
}

std::optional<TimerChange> change(const Head& before, const Head& after, std::chrono::milliseconds patience = 10min) {
    const Situation situation{.message = {.place = {"slack", "C1", "T1"}, .author = "anna"}, .head = before};
    return reminder_change(situation, after, "hu", now, patience);
}

TEST(Reminder, IsSetForWhatIsNewlyAsked) {
    const auto set = change({}, waiting_for("users", "m1"));
    ASSERT_TRUE(set && set->at);
    EXPECT_EQ(*set->at, now + 10min);
    EXPECT_EQ(set->message.place.thread, "T1");
    EXPECT_EQ(set->message.author, "anna");
    EXPECT_EQ(set->message.language, "hu");
    EXPECT_EQ(set->message.values.at("value"), "m1");
    EXPECT_TRUE(is_reminder(set->message));
}

TEST(Reminder, MovesToTheNextQuestion) {
    const auto moved = change(waiting_for("users", "m1"), waiting_for("since", "m2"));
    ASSERT_TRUE(moved);
    EXPECT_NE(moved->message.event_id, change({}, waiting_for("users", "m1"))->message.event_id);
}

TEST(Reminder, StaysAsItIsWhileTheSameQuestionWaits) {
    EXPECT_FALSE(change(waiting_for("users", "m1"), waiting_for("users", "m1")));
    EXPECT_FALSE(change({}, {}));
}

TEST(Reminder, IsTakenAwayWhenNothingWaits) {
    const auto gone = change(waiting_for("users", "m1"), {});
    ASSERT_TRUE(gone);
    EXPECT_FALSE(gone->at);
}

TEST(Reminder, ComesOnceForABeginningAndNeverForButtonsOrWhenSwitchedOff) {
    const Situation clock{.message = {.kind = MessageKind::timer, .author = "anna"}, .head = waiting_for("confirmation", "m1")};
    EXPECT_FALSE(reminder_change(clock, waiting_for("confirmation", "m2"), "hu", now, 10min)->at);
    EXPECT_FALSE(change({}, waiting_for("choice", "m1")));
    EXPECT_FALSE(change({}, waiting_for("users", "m1"), 0ms));
}

}  // namespace
}  // namespace desk
