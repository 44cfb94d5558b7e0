// When a plugin that keeps dying may be tried again. Pure: time is a parameter. One thread at a
// time.
#pragma once

#include "bot/runtime/limits.hpp"

#include <chrono>
#include <deque>

namespace desk {

// Five deaths in a minute close it for a minute, doubled each time up to an hour; then one call is
// let through, and what becomes of that one decides. An hour after a quarantine has ended, counting
// starts from the shortest again.
class Quarantine {
public:
    using Moment = std::chrono::steady_clock::time_point;
    // open: every call · probe: exactly one, announced with `start_probe` · closed: none
    enum class Gate { open, probe, closed };

    explicit Quarantine(const RuntimeLimits& limits) : limits_{limits} {}

    Gate gate(Moment now) const;
    // Until when it is closed; only while it is not open.
    Moment until() const { return until_; }

    bool is_open() const { return mode_ == Mode::open; }
    bool is_probing() const { return mode_ == Mode::probing; }

    void died(Moment now);
    // It did what no honest plugin does: closed at once, however few deaths there were.
    void forged(Moment now) { close(now); }
    // A call came back, with whatever answer.
    void worked();
    void start_probe();
    // The probing call never reached the plugin; the next may probe.
    void abandon_probe();

private:
    enum class Mode { open, closed, probing };
    void close(Moment now);

    RuntimeLimits limits_;
    Mode mode_ = Mode::open;
    std::deque<Moment> deaths_ = {};
    Moment until_ = {};
    std::chrono::seconds period_{0};  // of the last quarantine; zero: there was none
};

// How long to wait before a process that died is started again.
class RestartPause {
public:
    explicit RestartPause(const RuntimeLimits& limits) : limits_{limits} {}

    // The pause after one more death in a row.
    std::chrono::milliseconds died();
    void worked() { in_a_row_ = 0; }

private:
    RuntimeLimits limits_;
    int in_a_row_ = 0;
};

// At most so many lines in a minute. `take` says whether one more may pass; the first line of the
// next minute brings along how many were left out.
class LineBudget {
public:
    using Moment = std::chrono::steady_clock::time_point;

    explicit LineBudget(std::size_t lines_per_minute) : most_{lines_per_minute} {}

    bool take(Moment now);
    // How many were refused in the minutes before, told once.
    std::size_t take_left_out();

private:
    std::size_t most_;
    Moment minute_began_ = {};
    std::size_t taken_ = 0;
    std::size_t refused_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace desk
