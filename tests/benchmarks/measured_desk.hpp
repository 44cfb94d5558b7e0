// The real program with the echo plugin on a folder of its own, and what it costs while it works. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/benchmarks/kernel_counts.hpp"

namespace desk::test {

// Since the program started.
struct DeskCost {
    std::chrono::nanoseconds desk = {};     // processor time of the desk
    std::chrono::nanoseconds plugins = {};  // and of the plugin processes it has now
    KernelCalls kernel = {};                // of all of them
};

class MeasuredDesk {
public:
    static constexpr std::uint16_t port = 18'080;  // and the next one for the operator
    static constexpr const char* key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    // `reply_port`: where replies are delivered to, on this machine. `under`: words before the program's name (a
    // profiler), found by PATH; it must become the program or pass on SIGTERM.
    MeasuredDesk(std::uint16_t reply_port, const std::vector<std::string>& under = {});
    // Ends it and removes its folder.
    ~MeasuredDesk();
    MeasuredDesk(const MeasuredDesk&) = delete;
    MeasuredDesk& operator=(const MeasuredDesk&) = delete;

    // False: not ready within `longest`.
    bool is_ready(std::chrono::seconds longest) const;
    DeskCost cost() const;
    pid_t pid() const { return pid_; }
    // SIGTERM, and waits.
    void end();

private:
    std::string folder_;
    KernelCounts kernel_;
    pid_t pid_ = 0;
};

// "412 µs CPU (desk 371, plugin 41), 63 system calls, 9.1 switches, 0.21 flushes": each of `turns`.
std::string cost_each(const DeskCost& before, const DeskCost& after, std::uint64_t turns);

}  // namespace desk::test
