// The promise of the road, under SIGKILL at random moments: nothing acknowledged is lost, nothing
// happens twice, nothing is out of order. DESK_KILLS: how often (50); DESK_SEED: which moments.
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_process.hpp"
#include "tests/support/eventually.hpp"
#include "tests/support/fake_platform.hpp"
#include "tests/support/numbered_load.hpp"
#include "tests/support/road_oracle.hpp"
#include "tests/support/sql.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <thread>

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

long from_environment(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::atol(text);
}

class Moments {
public:
    explicit Moments(long seed) : random_{static_cast<std::mt19937::result_type>(seed)} {}
    // Lets a random time pass.
    void wait(int least, int most) {
        std::this_thread::sleep_for(
            milliseconds{std::uniform_int_distribution{least, most}(random_)});
    }

private:
    std::mt19937 random_;
};

struct Kill : testing::Test {
    FakePlatform platform;
    DeskProcess desk{{.reply_url = platform.url("/replies"),
                      .plugin_timeout = "30s",
                      .limits = {{"plugin_start_time", "\"30s\""}}}};

    void check(NumberedLoad& load) {
        ASSERT_TRUE(load.finish(seconds{60})) << "what was sent is not acknowledged";
        ASSERT_TRUE(eventually(seconds{60}, [&] { return is_quiet(desk.admin_port()); }))
            << desk.log();
        desk.kill();
        const auto again = check_road(desk.database(), platform.received(), load.lines());
        std::cout << load.figures().acknowledged << " messages acknowledged, "
                  << load.figures().again << " attempts without an answer, "
                  << load.figures().redelivered << " redeliveries, " << again
                  << " replies sent again\n";
        EXPECT_EQ(load.figures().odd, 0);
        EXPECT_GT(load.figures().acknowledged, 0);
    }
};

TEST_F(Kill, AtAnyMomentLosesRepeatsAndReordersNothing) {
    const auto kills = from_environment("DESK_KILLS", 50);
    const auto seed =
        from_environment("DESK_SEED", static_cast<long>(std::random_device{}() % 1'000'000));
    std::cout << "DESK_SEED=" << seed << "\n";
    Moments moments{seed};
    NumberedLoad load{desk.port(), 4, 5};
    milliseconds slowest{0};
    for (long n = 0; n < kills; ++n) {
        const bool is_while_starting = n % 5 == 4;
        const auto began = std::chrono::steady_clock::now();
        if (is_while_starting) {
            desk.start();
            moments.wait(0, 200);
        } else {
            ASSERT_TRUE(desk.start_and_wait());
            slowest = std::max(slowest, std::chrono::duration_cast<milliseconds>(
                                            std::chrono::steady_clock::now() - began));
            moments.wait(20, 400);
        }
        desk.kill();
    }
    ASSERT_TRUE(desk.start_and_wait());
    std::cout << kills << " kills, ready again after at most " << slowest.count() << " ms\n";
    check(load);
}

// Some sends end in doubt, some are refused: what is repeated carries the same key and body.
TEST_F(Kill, WithAPlatformThatFailsKeepsTheOrderAndTheKeys) {
    std::atomic<unsigned> n = 0;
    platform.decide([&n](const Received&) -> Cue {
        const auto turn = ++n % 25;
        if (turn == 7) return {.way = Cue::Way::close};
        if (turn == 19) return {.status = 500};
        return {};
    });
    NumberedLoad load{desk.port(), 4, 5};
    Moments moments{4'711};
    for (int kills = 0; kills < 3; ++kills) {
        ASSERT_TRUE(desk.start_and_wait());
        moments.wait(300, 700);
        desk.kill();
    }
    ASSERT_TRUE(desk.start_and_wait());
    check(load);
}

// Nothing is answered by the platform: what was accepted stays in the desk, and goes out once the
// platform is back and the desk has been killed in between.
TEST_F(Kill, BetweenTheAcceptanceAndTheReplyLosesNoReply) {
    platform.usual({.way = Cue::Way::hang});
    ASSERT_TRUE(desk.start_and_wait());
    for (int n = 1; n <= 10; ++n) {
        const auto conversation = "c-" + std::to_string(n);
        const auto body = message_body(conversation, text_of(1), conversation);
        ASSERT_EQ(exchange(desk.port(), delivery(event_of(conversation, 1), body)).status, 202);
    }
    ASSERT_TRUE(platform.has_received(1, seconds{30}));
    desk.kill();
    platform.usual({});
    ASSERT_TRUE(desk.start_and_wait());
    ASSERT_TRUE(eventually(seconds{60}, [&] { return is_quiet(desk.admin_port()); }));
    desk.kill();
    std::vector<NumberedLoad::Line> lines;
    for (int n = 1; n <= 10; ++n) lines.push_back({"c-" + std::to_string(n), 1});
    check_road(desk.database(), platform.received(), lines);
}

// It died after the effects were stored and before it had noted so: nothing is left to do.
TEST_F(Kill, AfterAMessageWasDoneDoesNotKeepTheDeskFromStarting) {
    ASSERT_TRUE(desk.start_and_wait());
    ASSERT_EQ(exchange(desk.port(), delivery("c-1_1", message_body("c-1", "hello 1"))).status, 202);
    ASSERT_TRUE(platform.has_received(1, seconds{30}));
    ASSERT_TRUE(eventually(seconds{30}, [&] { return is_quiet(desk.admin_port()); }));
    desk.kill();
    const auto row = rows_of(desk.database(), "SELECT seq, tenant, conv FROM seen").at(0);
    std::ofstream{desk.database() + ".in-flight"} << row[0] + "\n" + row[1] + "\n" + row[2] + "\n";
    EXPECT_TRUE(desk.start_and_wait());
}

// A client of the API that got no answer asks again with the same key: each question is answered
// once, whatever became of the first attempt.
TEST_F(Kill, LeavesAQuestionOfTheApiAnsweredOnce) {
    Moments moments{815};
    for (int n = 1; n <= 8; ++n) {
        ASSERT_TRUE(desk.start_and_wait());
        const auto request = question("k" + std::to_string(n), message_body("c-1", text_of(n)));
        std::thread client{[&] { exchange(desk.port(), request); }};
        moments.wait(0, 30);
        desk.kill();
        client.join();
        ASSERT_TRUE(desk.start_and_wait());
        const auto answer = exchange(desk.port(), request);
        EXPECT_EQ(answer.status, 200);
        EXPECT_THAT(answer.body,
                    testing::HasSubstr("seq:" + std::to_string(n) + " " + text_of(n) + "\""));
        desk.kill();
    }
    EXPECT_EQ(number_of(desk.database(), "SELECT count(*) FROM seen"), 8);
}

// A desk that stands still and goes on, as a laptop or a frozen virtual machine does.
TEST_F(Kill, IsNotNeededAfterAStandstill) {
    ASSERT_TRUE(desk.start_and_wait());
    NumberedLoad load{desk.port(), 4, 5};
    ASSERT_TRUE(platform.has_received(20, seconds{30}));
    desk.signal(SIGSTOP);
    std::this_thread::sleep_for(seconds{7});  // longer than its leases and most limits
    desk.signal(SIGCONT);
    ASSERT_TRUE(platform.has_received(platform.count() + 20, seconds{30}));
    check(load);
}

}  // namespace
}  // namespace desk::test
