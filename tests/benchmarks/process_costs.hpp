// What a process and all its descendants have cost so far, read from /proc. Whoever has ended is not counted any more.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace desk::test {

struct ProcessCosts {
    std::chrono::nanoseconds cpu = {};  // processor time, user and system
    std::int64_t pss_kb = 0;            // memory; what is shared counts in parts (proc(5), smaps_rollup)
    std::size_t processes = 0;
};

// `pid` first. Empty: there is no such process.
std::vector<pid_t> with_descendants(pid_t pid);

// Of this process alone; zero: there is none, or it may not be asked.
std::chrono::nanoseconds processor_time(pid_t pid);

// Zeros for what may not be read: processes of another user need root.
ProcessCosts costs_of(pid_t pid);

}  // namespace desk::test
