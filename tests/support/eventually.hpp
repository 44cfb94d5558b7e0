// Waits for something to become true, for at most so long: what tests of running programs do
// instead of sleeping.
#pragma once

#include <chrono>
#include <thread>

namespace desk::test {

// Asks again every few milliseconds. False: it was not true in time.
template <class Condition>
bool eventually(std::chrono::milliseconds longest, Condition holds) {
    const auto until = std::chrono::steady_clock::now() + longest;
    while (!holds()) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

}  // namespace desk::test
