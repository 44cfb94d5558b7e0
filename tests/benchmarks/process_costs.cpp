#include "tests/benchmarks/process_costs.hpp"

#include <time.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace desk::test {
namespace {

std::filesystem::path folder_of(pid_t pid) { return std::filesystem::path{"/proc"} / std::to_string(pid); }

std::int64_t proportional_kilobytes(pid_t pid) {
    std::ifstream file{folder_of(pid) / "smaps_rollup"};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Pss:")) return std::stoll(line.substr(4));
    }
    return 0;
}

}  // namespace

std::chrono::nanoseconds processor_time(pid_t pid) {
    clockid_t clock{};
    timespec spent{};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &spent) != 0) return {};
    return std::chrono::seconds{spent.tv_sec} + std::chrono::nanoseconds{spent.tv_nsec};
}

std::vector<pid_t> with_descendants(pid_t pid) {
    std::error_code gone;  // processes and threads come and go
    if (!std::filesystem::exists(folder_of(pid), gone)) return {};

    std::vector<pid_t> found{pid};
    for (std::size_t at = 0; at < found.size(); ++at) {
        for (const auto& task : std::filesystem::directory_iterator{folder_of(found[at]) / "task", gone}) {
            std::ifstream children{task.path() / "children"};
            for (pid_t child = 0; children >> child;) found.push_back(child);
        }
    }
    return found;
}

ProcessCosts costs_of(pid_t pid) {
    ProcessCosts costs;
    for (const auto each : with_descendants(pid)) {
        costs.cpu += processor_time(each);
        costs.pss_kb += proportional_kilobytes(each);
        ++costs.processes;
    }
    return costs;
}

}  // namespace desk::test
