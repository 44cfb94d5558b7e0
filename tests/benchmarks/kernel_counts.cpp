#include "tests/benchmarks/kernel_counts.hpp"

#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace desk::test {
namespace {

// 0: there is none, or we may not read it.
std::uint64_t tracepoint(const std::string& name) {
    std::ifstream file{"/sys/kernel/tracing/events/" + name + "/id"};
    std::uint64_t id = 0;
    file >> id;
    return id;
}

OwnedDescriptor open_count(std::uint32_t type, std::uint64_t what) {
    perf_event_attr wanted{};
    wanted.size = sizeof wanted;
    wanted.type = type;
    wanted.config = what;
    wanted.disabled = 1;
    wanted.inherit = 1;
    wanted.enable_on_exec = 1;
    return OwnedDescriptor{static_cast<int>(syscall(SYS_perf_event_open, &wanted, 0, -1, -1, PERF_FLAG_FD_CLOEXEC))};
}

OwnedDescriptor open_tracepoint(const std::string& name) {
    const auto id = tracepoint(name);
    return id == 0 ? OwnedDescriptor{} : open_count(PERF_TYPE_TRACEPOINT, id);
}

std::uint64_t value(const OwnedDescriptor& count) {
    std::uint64_t found = 0;
    if (!count.is_open() || ::read(count.number(), &found, sizeof found) != sizeof found) return 0;
    return found;
}

}  // namespace

KernelCounts::KernelCounts()
    : calls_{open_tracepoint("raw_syscalls/sys_enter")},
      fdatasync_{open_tracepoint("syscalls/sys_enter_fdatasync")},
      fsync_{open_tracepoint("syscalls/sys_enter_fsync")},
      switches_{open_count(PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CONTEXT_SWITCHES)} {}

KernelCalls KernelCounts::now() const {
    return {.calls = value(calls_), .flushes = value(fdatasync_) + value(fsync_), .switches = value(switches_)};
}

}  // namespace desk::test
