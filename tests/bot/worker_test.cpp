#include "bot/worker.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace desk {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Nudge, LetsNobodyWaitWhoMissedIt) {
    Nudge nudge;
    const auto seen = nudge.given();
    nudge.one();
    nudge.wait(seen, hours{1});
}

TEST(Nudge, LetsNobodyWaitLongerThanHeWants) {
    Nudge nudge;
    nudge.wait(nudge.given(), milliseconds{0});
    nudge.one();  // nobody is left to wake
    nudge.wait(nudge.given(), milliseconds{1});
}

// A nudge that is lost leaves the waiter asleep for an hour.
TEST(Nudge, WakesAWaiterEachTime) {
    constexpr int rounds = 5'000;
    Nudge nudge;
    std::atomic<int> begun = 0;
    std::thread waiter{[&] {
        for (int round = 1; round <= rounds; ++round) {
            const auto seen = nudge.given();
            begun = round;
            nudge.wait(seen, hours{1});
        }
    }};
    for (int round = 1; round <= rounds; ++round) {
        while (begun < round) std::this_thread::yield();
        for (int n = 0; n < round % 4; ++n) std::this_thread::yield();  // it sleeps by now, or does not yet
        nudge.one();
    }
    waiter.join();
}

// Whoever is woken passes on what is left, as the workers of a stage do.
TEST(Nudge, WakesAsManyAsThereIsWorkFor) {
    constexpr int pieces = 20'000;
    Nudge nudge;
    std::atomic<int> left = 0;
    std::atomic<int> done = 0;
    const auto take = [&] {
        auto mine = left.load();
        while (mine > 0 && !left.compare_exchange_weak(mine, mine - 1)) {
        }
        return mine > 0;
    };
    std::vector<std::thread> workers;
    for (int n = 0; n < 8; ++n) {
        workers.emplace_back([&] {
            for (auto seen = nudge.given(); done < pieces; seen = nudge.given()) {
                if (take()) {
                    if (left > 0) nudge.one();
                    if (++done == pieces) nudge.all();
                } else {
                    nudge.wait(seen, hours{1});
                }
            }
        });
    }
    for (int n = 0; n < pieces; ++n) {
        ++left;
        nudge.one();
    }
    for (auto& worker : workers) worker.join();
    EXPECT_EQ(done, pieces);
}

TEST(Worker, RepeatsItsStepWhileThereIsWorkAndThenWaitsForANudge) {
    const Log log{{.is_silent = true}};
    Nudge nudge;
    std::atomic<int> work = 3;
    std::atomic<int> idle = 0;
    Worker worker{"test", [&]() -> Result<bool> {
                      if (work == 0) ++idle;
                      return work > 0 && work-- > 0;
                  }, nudge, log};
    while (idle == 0) std::this_thread::yield();
    work = 2;
    nudge.one();
    while (work > 0) std::this_thread::yield();
}

}  // namespace
}  // namespace desk
