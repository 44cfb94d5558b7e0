// A named thread that repeats a stage's step() while there is work, and otherwise waits for a nudge or the next poll
// (200 ms: many threads poll, and a turn that is waited for is always nudged). The only place of the product that starts the threads of stages.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include <desk/result.hpp>

#include "bot/log.hpp"
#include "bot/nudge.hpp"

namespace desk {

class Worker {
public:
    using Step = std::function<Result<bool>()>;

    static constexpr std::chrono::milliseconds poll{200};

    // Runs until stop(). A step that fails is logged and repeated after a pause, from 5 ms up to 1 s; an exception that reaches
    // this thread is treated like an error of the step. `until_due`: how long to wait when nothing is to be done, instead of poll.
    Worker(std::string name, Step step, Nudge& nudge, const Log& log, std::function<std::chrono::milliseconds()> until_due = [] { return poll; });
    // Waits for the step that is running.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void stop();
    // Grows with every step and every poll; a watchdog sees that it stands still.
    std::uint64_t ticks() const { return ticks_.load(std::memory_order_relaxed); }
    const std::string& name() const { return name_; }

private:
    void run();
    Result<bool> guarded_step();

    std::string name_;
    Step step_;
    std::function<std::chrono::milliseconds()> until_due_;
    Nudge& nudge_;
    const Log& log_;
    std::atomic<bool> is_stopping_ = false;
    std::atomic<std::uint64_t> ticks_ = 0;
    std::thread thread_;
};

}  // namespace desk
