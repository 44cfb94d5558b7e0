// One plugin of the desk: as many processes as its calls need, each kept from harming anybody but
// its own answer.
#pragma once

#include "bot/runtime/isolated_plugin.hpp"
#include "bot/runtime/limits.hpp"
#include "bot/runtime/plugin_runner.hpp"
#include "bot/runtime/quarantine.hpp"
#include "bot/runtime/recent_durations.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace desk {

// Any thread. One thread of its own starts the processes and lives as long as they do, because the
// kernel ends a process together with the thread that started it.
class PluginPool final : public PluginRunner {
public:
    // `log`: called on any thread, also while a call runs; at most limits.log_lines_per_minute.
    PluginPool(PluginLaunch launch, RuntimeLimits limits, PluginLog log);
    // As `stop`. No call may be running or begin any more.
    ~PluginPool() override;

    // Starts the first process, and behind it the others of limits.least_processes, and waits for the first handshake. Errors: invalid (refused: a sentence
    // for the operator; every call is then answered runner_off), unavailable, timeout (it goes on
    // trying behind the scenes).
    Result<void> start();
    // Says goodbye, then kills. Waits for running calls; later ones are answered runner_off.
    void stop();

    const Manifest& manifest() const override { return launch_.manifest; }
    Result<PluginAnswer> answer(const Call& call, const AskBot& ask_bot, Deadline until) override;

    PluginReport report() const override;

private:
    using Lock = std::unique_lock<std::mutex>;

    // Where a call waits for a process. The pool keeps it for the next one, so that it may be told without the mutex.
    struct Seat {
        std::condition_variable turn = {};  // it may be: a process is free, or none will be
    };

    void start_processes();
    void start_one(Lock& lock);
    bool wants_another() const;
    Result<void> check_open(bool is_probe) const;
    Result<std::unique_ptr<IsolatedPlugin>> borrow(Deadline until);
    Result<std::unique_ptr<IsolatedPlugin>> wait_for_one(Lock& lock, bool is_probe, Deadline until);
    std::unique_ptr<IsolatedPlugin> take_idle(Lock& lock);
    std::unique_ptr<Seat> take_seat();
    Seat* whose_turn() const;
    void tell_first();
    void tell_all();
    void grow();
    void give_back(std::unique_ptr<IsolatedPlugin> plugin, std::chrono::microseconds took);
    void bury(Lock& lock, std::unique_ptr<IsolatedPlugin> plugin);
    void count_death(const std::string& how);
    void write_log(int level, std::string_view line);

    const PluginLaunch launch_;
    const RuntimeLimits limits_;
    const PluginLog log_;

    mutable std::mutex mutex_;  // guards everything below
    std::condition_variable changed_;  // for the starting thread, and whoever waits for the start or the end
    std::vector<std::unique_ptr<IsolatedPlugin>> idle_ = {};
    std::vector<std::unique_ptr<Seat>> free_seats_ = {};
    std::deque<Seat*> waiting_ = {};  // first come first
    std::size_t processes_ = 0;  // idle or lent
    std::size_t wanted_ = 0;     // how many there should be
    std::size_t lent_ = 0;
    bool is_starting_one_ = false;
    bool is_stopping_ = false;
    std::string refusal_ = {};
    Quarantine quarantine_;
    RestartPause restart_pause_;
    Deadline start_not_before_ = {};
    std::int64_t calls_ = 0;
    std::int64_t deaths_ = 0;
    std::string last_error_ = {};
    std::vector<std::string> layers_ = {};
    RecentDurations durations_;

    std::mutex log_mutex_;
    LineBudget log_budget_;  // guarded by log_mutex_

    std::thread starter_;
};

}  // namespace desk
