// How many processes a plugin has, how they are shared, what each may take, and how they end. Real processes and short
// limits.
#include "tests/plugins/runner_contract/runners.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
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

TEST(Growth, KeepsAsManyProcessesAsItIsTold) {
    auto limits = short_limits();
    limits.least_processes = 3;
    PluginPool pool{launch_of("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    const auto has_three = [&] {
        const auto until = std::chrono::steady_clock::now() + seconds{60};
        while (pool.report().processes != 3 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
        return pool.report().processes == 3;
    };
    EXPECT_TRUE(has_three());
    EXPECT_TRUE(said(pool.answer(call_of("fault", "!fault abort"), kept, in(seconds{5}))).starts_with("unavailable: "));
    EXPECT_TRUE(has_three()) << "the one that died is replaced";
}

#ifndef DESK_SANITIZED
TEST(ProcessLimits, AreThoseOfTheConfiguration) {
    auto limits = short_limits();
    limits.memory_bytes = 64ull << 20;
    limits.descriptors = 10;
    PluginPool pool{launch_of("fault"), limits, nullptr};
    const auto started = pool.start();
    ASSERT_TRUE(started) << started.error().what;
    const auto fault = [&](const std::string& what) {
        return said(pool.answer(call_of("fault", "!fault " + what), kept, in(seconds{60})));
    };
    EXPECT_EQ(fault("leak 4"), "leaked");
    EXPECT_TRUE(fault("leak 100").starts_with("broken: it threw: ")) << fault("leak 100");
}
#endif

TEST(Growth, StartsAnotherProcessWhenACallHasWaited) {
    auto limits = short_limits();
    limits.most_processes = 2;
    limits.grow_after = milliseconds{20};
    PluginPool pool{launch_of("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    std::vector<std::thread> callers;
    for (int n = 0; n < 4; ++n) {
        callers.emplace_back([&] {
            EXPECT_EQ(said(pool.answer(call_of("fault", "!fault sleep 200"), kept, in(seconds{5}))),
                      "slept");
        });
    }
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(pool.report().processes, 2u);
    EXPECT_EQ(pool.report().calls, 4);
}

TEST(Growth, SaysBusyWhenTooManyWait) {
    auto limits = short_limits();
    limits.most_processes = 1;
    limits.most_waiting = 1;
    limits.hard_time = seconds{60};
    PluginPool pool{launch_of("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    std::mutex mutex;
    std::vector<std::string> answers;
    std::atomic<int> busy{0};
    std::atomic<bool> has_begun{false};
    const auto call = [&](const std::string& what, const AskBot& ask_bot) {
        auto answer = said(pool.answer(call_of("fault", what), ask_bot, in(seconds{60})));
        if (answer == "unavailable: busy: too many calls wait") ++busy;
        const std::lock_guard lock{mutex};
        answers.push_back(std::move(answer));
    };
    // Has the process until two were turned away, so one of the three others waits.
    const AskBot hold = [&](std::string_view question) {
        has_begun = true;
        const auto until = std::chrono::steady_clock::now() + seconds{30};
        while (busy < 2 && std::chrono::steady_clock::now() < until) std::this_thread::yield();
        return kept(question);
    };
    std::vector<std::thread> callers;
    callers.emplace_back(call, "!fault get x", hold);
    while (!has_begun) std::this_thread::yield();
    for (int n = 0; n < 3; ++n) callers.emplace_back(call, "!fault sleep 0", kept);
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "unavailable: busy: too many calls wait"),
              2);
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "x=kept"), 1);
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "slept"), 1);
}

TEST(Growth, GivesUpWaitingAtTheDeadline) {
    auto limits = short_limits();
    limits.most_processes = 1;
    PluginPool pool{launch_of("fault"), limits, nullptr};
    ASSERT_TRUE(pool.start());
    std::atomic<bool> has_begun{false};
    std::thread first{[&] {
        const auto answered = pool.answer(
            call_of("fault", "!fault get x"),
            [&](std::string_view question) {
                has_begun = true;
                std::this_thread::sleep_for(milliseconds{300});
                return kept(question);
            },
            in(seconds{5}));
        EXPECT_EQ(said(answered), "x=kept");
    }};
    while (!has_begun) std::this_thread::yield();
    EXPECT_EQ(said(pool.answer(call_of("fault", "!fault sleep 0"), kept, in(milliseconds{50}))),
              "unavailable: busy: no process became free in time");
    first.join();
}

TEST(Processes, EndWithTheirPool) {
    pid_t pid = 0;
    {
        auto plugin = IsolatedPlugin::start(launch_of("echo"), short_limits(), nullptr);
        ASSERT_TRUE(plugin) << plugin.error().what;
        pid = (*plugin)->pid();
        EXPECT_EQ(::kill(pid, 0), 0);
    }
    EXPECT_EQ(::kill(pid, 0), -1);
}

TEST(Processes, EndWithTheThreadThatStartedThem) {
    for (const auto& launch : {launch_of("echo"), test::launch_of_program("echo")}) {
        std::unique_ptr<IsolatedPlugin> plugin;
        std::thread{[&] { plugin = *IsolatedPlugin::start(launch, short_limits(), nullptr); }}.join();
        EXPECT_EQ(said(plugin->answer(call_of("echo", "hello"), kept, in(seconds{5}))).substr(0, 27),
                  "unavailable: process died: ")
            << launch.file;
        EXPECT_FALSE(plugin->is_still_well());
    }
}

TEST(Processes, AnswerNobodyAfterTheStop) {
    PluginPool pool{launch_of("echo"), short_limits(), nullptr};
    EXPECT_EQ(said(pool.answer(call_of("echo", "x"), kept, in(seconds{1}))),
              "unavailable: not available: not started");
    ASSERT_TRUE(pool.start());
    pool.stop();
    EXPECT_EQ(said(pool.answer(call_of("echo", "x"), kept, in(seconds{1}))),
              "unavailable: not available: stopped");
    EXPECT_EQ(pool.report().state, PluginState::stopped);
}

TEST(Processes, HandWhatTheyPrintAndLogToTheCaller) {
    std::mutex mutex;
    std::vector<std::string> lines;
    auto limits = short_limits();
    limits.log_lines_per_minute = 10;
    PluginPool pool{launch_of("fault"), limits, [&](int, std::string_view line) {
                        const std::lock_guard lock{mutex};
                        lines.emplace_back(line);
                    }};
    ASSERT_TRUE(pool.start());
    EXPECT_EQ(said(pool.answer(call_of("fault", "!fault log important"), kept, in(seconds{5}))),
              "logged");
    EXPECT_EQ(said(pool.answer(call_of("fault", "!fault flood 100"), kept, in(seconds{5}))),
              "flooded");
    pool.stop();
    EXPECT_EQ(lines.size(), 10u);
    EXPECT_EQ(lines.front(), "important");
}

}  // namespace
}  // namespace desk
