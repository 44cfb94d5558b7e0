// What whoever runs the desk sees: a stop that loses nothing, a second desk that does not start,
// configurations that are wrong, and the signals.
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_customer.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/numbered_load.hpp"
#include "tests/support/road_oracle.hpp"
#include "tests/support/sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

constexpr seconds long_enough{30};

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

struct Operation : testing::Test {
    FakePlatform platform;
    DeskProcess desk;
    DeskCustomer anna{desk.port(), platform, "anna"};

    explicit Operation(std::map<std::string, std::string> limits = {})
        : desk{{.reply_url = platform.url("/replies"), .limits = std::move(limits)}} {}

    void still_answers() { EXPECT_THAT(anna.ask("c-1", "hello").text, HasSubstr("hello")); }
    void reload(const std::string& configuration, const std::string& expected_in_log) {
        desk.write_configuration(configuration);
        desk.signal(SIGHUP);
        EXPECT_TRUE(eventually(long_enough, [&] {
            return desk.log().find(expected_in_log) != std::string::npos;
        })) << desk.log();
    }
};

TEST_F(Operation, StopsUnderLoadWithoutLosingWhatWasAcknowledged) {
    ASSERT_TRUE(desk.start_and_wait());
    NumberedLoad load{desk.port(), 4, 5};
    ASSERT_TRUE(platform.has_received(50, long_enough));
    const auto began = std::chrono::steady_clock::now();
    desk.signal(SIGTERM);
    const auto ending = desk.wait(long_enough);
    const auto took =
        std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - began);
    ASSERT_TRUE(ending) << "it does not stop";
    EXPECT_FALSE(ending->by_signal);
    EXPECT_EQ(ending->number, 0);
    EXPECT_LT(took, seconds{15});
    std::error_code none;
    const auto log_bytes = std::filesystem::file_size(desk.database() + "-wal", none);
    std::cout << "stopped after " << took.count() << " ms\n";
    EXPECT_TRUE(none || log_bytes == 0) << "the write-ahead log was not emptied";

    ASSERT_TRUE(desk.start_and_wait());
    ASSERT_TRUE(load.finish(long_enough));
    ASSERT_TRUE(eventually(long_enough, [&] { return is_quiet(desk.admin_port()); }));
    desk.kill();
    EXPECT_EQ(check_road(desk.database(), platform.received(), load.lines()), 0)
        << "replies were sent twice";
    EXPECT_EQ(load.figures().odd, 0);
}

TEST_F(Operation, StopsWhileACallHangsWithinItsLimits) {
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_NE(anna.say("c-1", "!fault sleep 1500"), "");
    desk.signal(SIGTERM);
    const auto ending = desk.wait(long_enough);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->number, 0);
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_TRUE(platform.has_received(1, long_enough));
    EXPECT_TRUE(eventually(long_enough, [&] { return is_quiet(desk.admin_port()); }));
    EXPECT_EQ(platform.count(), 1U);
    EXPECT_EQ(platform.received()[0].field("text"), "slept");
}

TEST_F(Operation, AnswersAQuestionUnderWayBeforeItStops) {
    ASSERT_TRUE(desk.start_and_wait());
    HttpResponse answer;
    std::thread client{[&] {
        answer = exchange(desk.port(), question("k1", message_body("c-1", "!fault sleep 1500")));
    }};
    const bool is_under_way = eventually(long_enough, [&] { return !is_quiet(desk.admin_port()); });
    desk.signal(SIGTERM);
    const auto ending = desk.wait(long_enough);
    client.join();
    ASSERT_TRUE(is_under_way && ending);
    EXPECT_EQ(ending->number, 0);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("slept"));
}

TEST_F(Operation, EndsAtOnceWhenToldTwiceAndLosesNothing) {
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_NE(anna.say("c-1", "!fault sleep 3000"), "");
    desk.signal(SIGTERM);
    ASSERT_TRUE(eventually(long_enough, [&] {  // until the first is understood it stands for both
        desk.signal(SIGTERM);
        return desk.wait(milliseconds{20}).has_value();
    }));
    EXPECT_TRUE(desk.wait(milliseconds{0})->by_signal) << "it waited for the call";
    ASSERT_TRUE(desk.start_and_wait());
    ASSERT_TRUE(platform.has_received(1, long_enough));
    EXPECT_EQ(platform.received()[0].field("text"), "slept");
}

struct SlowPlatform : Operation {
    SlowPlatform() : Operation{{{"send_time", "\"2s\""}}} {}
};

TEST_F(SlowPlatform, DoesNotKeepADeskFromStoppingAndGetsItsReplyLater) {
    platform.usual({.way = Cue::Way::hang});
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_NE(anna.say("c-1", "hello"), "");
    ASSERT_TRUE(platform.has_received(1, long_enough));
    desk.signal(SIGTERM);
    const auto ending = desk.wait(long_enough);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->number, 0);
    platform.usual({});
    ASSERT_TRUE(desk.start_and_wait());
    ASSERT_TRUE(platform.has_received(2, long_enough));
    EXPECT_EQ(platform.received()[1].key, platform.received()[0].key);
    EXPECT_EQ(platform.received()[1].body, platform.received()[0].body);
}

TEST_F(Operation, NeedsNoPluginToStartAndToHelp) {
    const auto all = desk.configuration();
    desk.write_configuration(all.substr(0, all.find("\n[plugins.")));
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_NE(anna.ask("c-1", "/help").text, "");
    EXPECT_NE(anna.ask("c-1", "hello").text, "");
}

TEST_F(Operation, StartsWithoutAPluginThatIsMissing) {
    desk.write_configuration(replaced(desk.configuration(), "fault.so", "nothing.so"));
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_THAT(desk.log(), HasSubstr("plugin fault is left out"));
    still_answers();
}

TEST_F(Operation, RefusesASecondDeskOnTheSameData) {
    ASSERT_TRUE(desk.start_and_wait());
    const auto second = desk.command({"serve"});
    EXPECT_EQ(second.code, 4);
    EXPECT_THAT(second.err,
                HasSubstr("in use by another Deskhand (pid " + std::to_string(desk.pid())));
    still_answers();
}

TEST_F(Operation, RefusesASecondDeskOnTheSamePort) {
    ASSERT_TRUE(desk.start_and_wait());
    DeskProcess second{{}};
    const auto port = [](const DeskProcess& of) {
        return "\nlisten = \"127.0.0.1:" + std::to_string(of.port());
    };
    second.write_configuration(replaced(second.configuration(), port(second), port(desk)));
    const auto ran = second.command({"serve"});
    EXPECT_EQ(ran.code, 6);
    EXPECT_THAT(ran.err, HasSubstr("127.0.0.1:" + std::to_string(desk.port())));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 2)
        << "more than what and what to do: " << ran.err;
    still_answers();
}

TEST_F(Operation, KeepsTheOldConfigurationWhenTheNewOneIsBad) {
    ASSERT_TRUE(desk.start_and_wait());
    reload(replaced(desk.configuration(), "[limits]", "[limits]\nno_such_limit = 1"),
           "reload.refused");
    EXPECT_THAT(desk.log(), HasSubstr("no_such_limit"));
    still_answers();
    reload(desk.configuration(), "desk.reloaded");
    still_answers();
}

TEST_F(Operation, TakesANewConfigurationWithoutARestart) {
    ASSERT_TRUE(desk.start_and_wait());
    still_answers();
    const auto without_echo =
        replaced(desk.configuration(), "[plugins.echo]\n", "[plugins.echo]\nenabled = false\n");
    reload(without_echo, "desk.reloaded");
    EXPECT_THAT(anna.ask("c-2", "hello").text, Not(HasSubstr("seq:")));
}

struct LargeDatabase : Operation {
    LargeDatabase() : Operation{{{"start_check_bytes", "0"}}} {}

    void stop() {
        desk.signal(SIGTERM);
        ASSERT_TRUE(desk.wait(long_enough));
    }
    // A page that nobody reads at the start.
    void damage() const {
        const auto page = number_of(desk.database(), "SELECT rootpage FROM sqlite_master WHERE name = 'series'");
        std::fstream file{desk.database(), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp((page - 1) * 4'096) << std::string(4'096, '\xA5');
    }
    bool has_logged(const std::string& what) const {
        return eventually(long_enough, [&] { return desk.log().find(what) != std::string::npos; });
    }
};

TEST_F(LargeDatabase, IsCheckedBesideTheDesk) {
    ASSERT_TRUE(desk.start_and_wait());
    EXPECT_TRUE(has_logged("storage.checked")) << desk.log();
    still_answers();
}

TEST_F(LargeDatabase, ThatIsDamagedIsNotWrittenAnyMoreNorStartedAgain) {
    ASSERT_TRUE(desk.start_and_wait());
    still_answers();
    stop();
    damage();

    desk.start();
    ASSERT_TRUE(has_logged("storage.damaged")) << desk.log();
    const auto ready = exchange(desk.admin_port(), {.method = "GET", .url = "/readyz"});
    EXPECT_EQ(ready.status, 503);
    EXPECT_THAT(ready.body, HasSubstr("is damaged"));
    EXPECT_EQ(anna.say("c-1", "is anybody there?"), "") << "acknowledged, and not written";
    stop();

    desk.start();
    const auto ending = desk.wait(long_enough);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->number, 4);
}

struct WrongConfiguration : Operation {
    // What `serve` says of a configuration in which `what` reads `by`.
    Ran serve(const std::string& what, const std::string& by) {
        desk.write_configuration(replaced(desk.configuration(), what, by));
        return desk.command({"serve"});
    }
    void is_refused(const Ran& ran, const std::string& why, const std::string& place) {
        EXPECT_EQ(ran.code, 3);
        EXPECT_EQ(ran.out, "");
        EXPECT_THAT(ran.err, HasSubstr(why));
        EXPECT_THAT(ran.err, HasSubstr("desk.toml:" + place));
        EXPECT_THAT(ran.err, HasSubstr("fix:"));
    }
};

TEST_F(WrongConfiguration, IsRefusedWithItsPlaceAndWhatToDo) {
    is_refused(serve("name = \"Contoso", "nmae = \"Contoso"), "nmae", "2:1");
    is_refused(serve("languages = [\"en\"]", "languages = 7"), "languages", "3:13");
    is_refused(serve("[desk]", "[desk"), "desk.toml", "1:");
    is_refused(serve("type = \"webhook\"", "type = \"wehbook\""), "wehbook", "19:8");
}

TEST_F(WrongConfiguration, WithoutItsSecretSaysWhichOne) {
    const auto ran = serve("secret_file = \"helpdesk.secret\"\n", "");
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err, HasSubstr("adapters.helpdesk.secret"));
    EXPECT_THAT(ran.err, Not(HasSubstr(desk_secret)));
}

TEST_F(WrongConfiguration, ThatDoesNotExistIsSaidSo) {
    const auto ran = run_deskhand({"serve", "--config", desk.folder() + "/nothing.toml"});
    EXPECT_EQ(ran.code, 3);
    EXPECT_THAT(ran.err, HasSubstr("nothing.toml"));
}

}  // namespace
}  // namespace desk::test
