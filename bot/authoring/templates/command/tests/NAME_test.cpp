// Answers are compared before they become a language: the key, then the values by name.
#include <desk/testkit.hpp>
#include <gtest/gtest.h>

TEST(@Class@, SaysTheNumberItWasGiven) {
    desk::test::TestBot bot{"@name@"};
    EXPECT_EQ(bot.say("/@name@ 3"), "@name@.counted count=3 person=Anna Kovács");
}

TEST(@Class@, AsksForTheNumberThatIsMissing) {
    desk::test::TestBot bot{"@name@"};
    EXPECT_EQ(bot.say("/@name@"), "@name@.ask_count");
    EXPECT_EQ(bot.say("2"), "@name@.counted count=2 person=Anna Kovács");
}

TEST(@Class@, TakesNoNumberAboveAHundred) {
    desk::test::TestBot bot{"@name@"};
    EXPECT_EQ(bot.say("/@name@ 101"), "@name@.ask_count");
}
