// What a misbehaving plugin costs: its own answer, within its time, and nobody else's. Real
// processes and short limits.
#include "tests/plugins/runner_contract/runners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace desk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::call_of;
using test::in;
using test::kept;
using test::launch_of;
using test::said;
using test::short_limits;

struct Faults : testing::Test {
    explicit Faults(RuntimeLimits limits = short_limits())
        : pool{launch_of("fault"), limits, nullptr} {
        const auto started = pool.start();
        EXPECT_TRUE(started) << started.error().what;
    }
    std::string fault(const std::string& what) {
        return said(pool.answer(call_of("fault", "!fault " + what), kept, in(seconds{60})));
    }

    PluginPool pool;
};

// Faults that take a while on a busy machine, and are no hangs.
struct SlowFaults : Faults {
    SlowFaults() : Faults{limits()} {}
    static RuntimeLimits limits() {
        auto limits = short_limits();
        limits.hard_time = milliseconds{60'000};
        return limits;
    }
};

struct Ending {
    std::string fault;
    std::string answer;
};

TEST_F(Faults, OfADeathCostOneAnswerAndSayHowItEnded) {
    const std::vector<Ending> endings{
        {"exit 0", "unavailable: process died: its socket is closed (exited with 0)"},
        {"exit 3", "unavailable: process died: its socket is closed (exited with 3)"},
        {"abort", "unavailable: process died: its socket is closed (killed by SIGABRT)"},
        {"garbage",
         "unavailable: process died: a frame whose length is not what it says (killed by SIGKILL)"},
        {"garbage frame",
         "unavailable: process died: a frame of unknown type 127 (killed by SIGKILL)"},
        {"garbage short", "unavailable: process died: a frame of 2 bytes (killed by SIGKILL)"},
        {"garbage truncated",
         "unavailable: process died: a frame whose length is not what it says (killed by SIGKILL)"},
        {"garbage oversized", "unavailable: process died: a frame over 256 KB (killed by SIGKILL)"},
        {"garbage id",
         "unavailable: process died: it spoke of a call that is not made (killed by SIGKILL)"},
        {"garbage layers",
         "unavailable: process died: it spoke of a call that is not made (killed by SIGKILL)"},
        {"_exit 0", "unavailable: process died: its socket is closed (exited with 0)"},
        {"quick_exit 0", "unavailable: process died: its socket is closed (exited with 0)"},
        {"terminate", "unavailable: process died: its socket is closed (killed by SIGABRT)"},
        {"throw destructor", "broken: it threw: thrown at the end"},
        {"throw own", "broken: it threw something that is no std::exception"},
        {"put-crash key value",
         "unavailable: process died: its socket is closed (killed by SIGABRT)"},
    };
    std::int64_t deaths = 0;
    for (const auto& ending : endings) {
        EXPECT_EQ(fault(ending.fault), ending.answer) << ending.fault;
        EXPECT_EQ(fault("sleep 0"), "slept") << "after " << ending.fault;
        EXPECT_EQ(pool.report().deaths, ++deaths) << ending.fault;
    }
}

TEST_F(SlowFaults, OfMemoryEndTheProcessAlone) {
    for (const std::string what : {"segv", "stack", "illegal"}) {
        EXPECT_TRUE(fault(what).starts_with("unavailable: process died: its socket is closed ("))
            << what;
        EXPECT_EQ(fault("sleep 0"), "slept") << "after " << what;
    }
}

TEST_F(Faults, ThatNeverEndAreEndedAtTheHardLimit) {
    for (const std::string what : {"hang 60", "sleep 60000"}) {
        const auto began = std::chrono::steady_clock::now();
        EXPECT_EQ(fault(what), "timeout: no answer in time; its process was ended");
        EXPECT_LT(std::chrono::steady_clock::now() - began, milliseconds{2'000}) << what;
        EXPECT_EQ(fault("sleep 0"), "slept") << "after " << what;
    }
    EXPECT_EQ(fault("sigterm-ignore"), "ignoring");
    EXPECT_EQ(fault("hang 60"), "timeout: no answer in time; its process was ended");
}

TEST_F(Faults, ThatAreOnlyLateKeepTheirProcess) {
    const auto answered =
        pool.answer(call_of("fault", "!fault sleep 100"), kept, in(milliseconds{50}));
    EXPECT_EQ(said(answered), "timeout: no answer in time");
    EXPECT_EQ(fault("sleep 0"), "slept");
    EXPECT_EQ(pool.report().deaths, 0);
}

TEST_F(SlowFaults, OfFloodingAreHeardUpToALimit) {
    EXPECT_EQ(fault("flood 20000"), "flooded");
    EXPECT_EQ(fault("sleep 0"), "slept");
}

TEST_F(Faults, OfAskingTooMuchAreRefusedFromTheTwoHundredAndFirst) {
    EXPECT_EQ(fault("calls 250"), "answered 200");
    EXPECT_EQ(fault("calls 3"), "answered 3");
}

TEST_F(Faults, ThatComeTwiceAreOverWithTheThirdAttempt) {
    auto call = call_of("fault", "!fault once-crash");
    for (call.attempt = 1; call.attempt < 3; ++call.attempt) {
        EXPECT_TRUE(said(pool.answer(call, kept, in(seconds{5})))
                        .starts_with("unavailable: process died: "));
    }
    EXPECT_EQ(said(pool.answer(call, kept, in(seconds{5}))), "attempt 3");
}

TEST_F(Faults, OfLeavingRepeatNoOutput) {
    std::mutex mutex;
    int heard = 0;
    PluginPool talking{launch_of("fault"), short_limits(), [&](int, std::string_view line) {
                           const std::lock_guard lock{mutex};
                           heard += line == "leaving";
                       }};
    ASSERT_TRUE(talking.start());
    for (const std::string what : {"exit 0", "_exit 0", "quick_exit 0"}) {
        EXPECT_THAT(said(talking.answer(call_of("fault", "!fault " + what), kept, in(seconds{60}))),
                    testing::HasSubstr("exited with 0"));
    }
    talking.stop();
    EXPECT_EQ(heard, 1) << "flushed by exit, dropped by the other two";
}

TEST(FaultsOfStarting, AreRefusedOrDeathsAndNeverOurs) {
    auto opening = launch_of("fault");
    opening.settings = R"({"throw":"opening"})";
    PluginPool refused{opening, short_limits(), nullptr};
    EXPECT_EQ(refused.start().error().what, "it threw: thrown while opening");
    EXPECT_EQ(refused.report().state, PluginState::refused);

    auto loading = launch_of("fault");
    loading.file = std::string{DESK_BUILD_DIR} + "/plugins_of_tests/throws_loading.so";
    PluginPool broken_off{loading, short_limits(), nullptr};
    const auto started = broken_off.start();
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().what, testing::AnyOf(testing::HasSubstr("thrown while loading"),
                                                     testing::HasSubstr("killed by SIGABRT")));
}

TEST_F(Faults, OfNamingAnotherTenantAreIgnoredAndQuarantined) {
    bool was_asked = false;
    const auto answered = pool.answer(
        call_of("fault", "!fault forge fabrikam"),
        [&](std::string_view question) {
            was_asked = true;
            return kept(question);
        },
        in(seconds{60}));
    EXPECT_EQ(said(answered), "broken: forged: it named another tenant than its call");
    EXPECT_FALSE(was_asked);
    EXPECT_EQ(pool.report().state, PluginState::quarantined);
    EXPECT_TRUE(fault("sleep 0").starts_with("unavailable: not available: quarantined for 60 s; it named another"))
        << fault("sleep 0");
}

TEST_F(Faults, OfNamingTheTenantOfTheCallAreNone) {
    EXPECT_TRUE(fault("forge contoso").starts_with("forge: got ")) << fault("forge contoso");
    EXPECT_EQ(pool.report().state, PluginState::ok);
}

#ifndef DESK_SANITIZED  // the sandbox is relaxed there
TEST_F(Faults, OfEveryForbiddenKindAreDeniedInASelfTest) {
    const std::string database = std::string{DESK_BUILD_DIR} + "/fault_database";
    std::ofstream{database} << "a customer's words";
    const auto report = fault("self-test " + database);
    EXPECT_THAT(report, testing::Not(testing::HasSubstr(": done"))) << report;
    std::size_t denied = 0;
    for (auto at = report.find(": denied ("); at != std::string::npos; at = report.find(": denied (", at + 1)) ++denied;
    EXPECT_EQ(denied, 11u) << report;
    EXPECT_EQ(test::read_file(database), "a customer's words");
    std::filesystem::remove(database);
}

TEST_F(Faults, OfReachingOutAreDenied) {
    const std::string canary = std::string{DESK_BUILD_DIR} + "/fault_canary";
    std::filesystem::remove(canary);
    for (const auto& what :
         std::vector<std::string>{"open /etc/passwd", "write " + canary, "connect 127.0.0.1:80",
                                  "fork", "fds 100", "ptrace", "kill-parent", "raise-limit"}) {
        EXPECT_TRUE(fault(what).ends_with(": denied (Operation not permitted)"))
            << what << " gave " << fault(what);
    }
    EXPECT_FALSE(std::filesystem::exists(canary));
    EXPECT_EQ(pool.report().deaths, 0);
}

TEST_F(SlowFaults, OfTakingMemoryOrThreadsEndAsExceptions) {
    EXPECT_TRUE(fault("leak 2048").starts_with("broken: it threw: ")) << fault("leak 2048");
    EXPECT_TRUE(fault("thread").starts_with("broken: it threw: ")) << fault("thread");
    EXPECT_EQ(fault("sleep 0"), "slept");
}
#endif

TEST_F(Faults, OfOnePluginLeaveAnotherAlone) {
    PluginPool echo{launch_of("echo"), short_limits(), nullptr};
    ASSERT_TRUE(echo.start());
    std::atomic<bool> is_hanging{true};
    std::thread hanging{[&] {
        fault("hang 60");
        is_hanging = false;
    }};
    int answered = 0;
    while (is_hanging) {
        EXPECT_EQ(said(echo.answer(call_of("echo", "hello", 7), kept, in(seconds{5}))),
                  "seq:7 hello");
        ++answered;
    }
    hanging.join();
    EXPECT_GT(answered, 10);
}

struct CrashLoop : Faults {
    CrashLoop() : Faults{limits()} {}
    static RuntimeLimits limits() {
        auto limits = short_limits();
        limits.deaths = 3;
        limits.quarantine = seconds{1};
        return limits;
    }
    void die_three_times() {
        for (int n = 0; n < 3; ++n)
            EXPECT_TRUE(fault("abort").starts_with("unavailable: process died: "));
    }
    // Keeps asking until the quarantine is over.
    std::string first_answer_after(const std::string& what) {
        std::string answer;
        do {
            std::this_thread::sleep_for(milliseconds{20});
            answer = fault(what);
        } while (answer.starts_with("unavailable: not available: quarantined"));
        return answer;
    }
};

TEST_F(CrashLoop, IsQuarantinedAndTriedAgain) {
    die_three_times();
    EXPECT_EQ(pool.report().state, PluginState::quarantined);
    EXPECT_TRUE(fault("sleep 0").starts_with("unavailable: not available: quarantined for 1 s; "))
        << fault("sleep 0");
    EXPECT_EQ(first_answer_after("sleep 0"), "slept");
    EXPECT_EQ(pool.report().state, PluginState::ok);
}

TEST_F(CrashLoop, ShowsThatOneCallTriesIt) {
    die_three_times();
    auto state = PluginState::ok;
    std::string answer;
    do {
        std::this_thread::sleep_for(milliseconds{20});
        const auto ask_bot = [&](std::string_view question) {
            state = pool.report().state;
            return kept(question);
        };
        answer = said(pool.answer(call_of("fault", "!fault get x"), ask_bot, in(seconds{60})));
    } while (answer.starts_with("unavailable: not available: quarantined"));
    EXPECT_EQ(answer, "x=kept");
    EXPECT_EQ(state, PluginState::probing);
    EXPECT_EQ(name_of(state), "probing");
}

TEST(CrashLoops, OfTwentyDeathsEndInAQuarantineAndAreOverAfterwards) {
    auto limits = short_limits();
    limits.deaths = 20;
    limits.quarantine = seconds{1};
    limits.longest_restart_pause = milliseconds{5};
    PluginPool pool{launch_of("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    const auto fault = [&](const std::string& what) {
        return said(pool.answer(call_of("fault", "!fault " + what), kept, in(seconds{60})));
    };
    for (int n = 0; n < 20; ++n) EXPECT_THAT(fault("abort"), testing::StartsWith("unavailable: process died: ")) << n;
    EXPECT_EQ(pool.report().deaths, 20);
    EXPECT_THAT(fault("sleep 0"), testing::StartsWith("unavailable: not available: quarantined"));
    const auto is_well = [&] {
        std::this_thread::sleep_for(milliseconds{20});
        return fault("sleep 0") == "slept";
    };
    int asked = 0;
    while (!is_well() && ++asked < 1'000) {
    }
    EXPECT_EQ(fault("sleep 0"), "slept");
    EXPECT_EQ(pool.report().state, PluginState::ok);
}

TEST_F(CrashLoop, IsQuarantinedLongerWhenTheTrialFails) {
    die_three_times();
    EXPECT_TRUE(first_answer_after("abort").starts_with("unavailable: process died: "));
    EXPECT_TRUE(fault("sleep 0").starts_with("unavailable: not available: quarantined for 2 s; "))
        << fault("sleep 0");
}

}  // namespace
}  // namespace desk
