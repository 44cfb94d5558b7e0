// The test kit, talking to a real plugin through the real C wall.
#include <desk/testkit.hpp>

namespace desk {
namespace {

TEST(TestBot, TalksToAPluginThroughTheWall) {
    test::TestBot bot{"echo"};
    EXPECT_EQ(bot.say("hello"), "common.text text=seq:1 hello");
    EXPECT_EQ(bot.say("again, árvíztűrő"), "common.text text=seq:2 again, árvíztűrő");
}

TEST(TestBot, RepeatsACallWithTheSameIdAndTheNextAttempt) {
    test::TestBot bot{"echo"};
    bot.say("hello");
    const std::string id = bot.call().id;
    EXPECT_EQ(bot.again(), "common.text text=seq:1 hello");
    EXPECT_EQ(bot.call().id, id);
    EXPECT_EQ(bot.call().attempt, 2);
}

TEST(TestBot, SaysThatACommandIsNotThere) {
    test::TestBot bot{"echo"};
    EXPECT_EQ(bot.say("/price"), "error: no command /price");
    EXPECT_EQ(bot.confirm(), "error: nothing to confirm");
}

TEST(TestBot, KeepsAShelfOverCallsAndPerCustomer) {
    test::TestBot bot{"fault"};
    EXPECT_EQ(bot.say("!fault get last"), "common.text text=last=nothing");
    EXPECT_EQ(bot.say("!fault put last premium"), "common.text text=put last");
    EXPECT_EQ(bot.say("!fault get last"), "common.text text=last=premium");
    bot.customer({"fabrikam", "Fabrikam AG"});
    EXPECT_EQ(bot.say("!fault get last"), "common.text text=last=nothing");
}

TEST(TestBot, GoesOnAfterAnException) {
    test::TestBot bot{"fault"};
    EXPECT_EQ(bot.say("!fault throw"), "error: it threw: thrown on demand");
    EXPECT_EQ(bot.error()->code, ErrorCode::broken);
    EXPECT_EQ(bot.say("!fault sleep 0"), "common.text text=slept");
    EXPECT_EQ(bot.ask("fault.reply", R"({"a":1})"), R"({"a":1})");
    EXPECT_EQ(bot.ask("fault.reply", "no JSON"), "error: fault.reply: the reply is not JSON");
}

TEST(TestBot, KeepsARoleFromWhatItMayNot) {
    test::TestBot bot{"echo"};
    bot.role("stranger");
    EXPECT_EQ(bot.say("hello"), "denied: stranger");
}

}  // namespace
}  // namespace desk
