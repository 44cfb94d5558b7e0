// Answers are compared before they become a language: the key, then the values by name.
#include <desk/testkit.hpp>
#include <gtest/gtest.h>

TEST(@Class@, NotesWhatIsWritten) {
    desk::test::TestBot bot{"@name@"};
    EXPECT_EQ(bot.say("the printer is out of paper"), "@name@.noted text=the printer is out of paper");
    EXPECT_EQ(bot.shelf().at("last"), "the printer is out of paper");
}

TEST(@Class@, SaysWhatTheSameCustomerWroteBefore) {
    desk::test::TestBot bot{"@name@"};
    bot.say("first");
    EXPECT_EQ(bot.say("second"), "@name@.noted_after before=first text=second");
    bot.customer({"fabrikam", "Fabrikam GmbH"});
    EXPECT_EQ(bot.say("third"), "@name@.noted text=third");
}
