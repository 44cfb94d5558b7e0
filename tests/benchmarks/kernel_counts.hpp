// How often the programs started after it called the kernel: they and all their children, from their first instruction.
// One thread at a time.
#pragma once

#include <cstdint>

#include "bot/http/descriptor.hpp"

namespace desk::test {

struct KernelCalls {
    std::uint64_t calls = 0;
    std::uint64_t flushes = 0;   // fdatasync and fsync
    std::uint64_t switches = 0;  // of a processor from one thread to another
};

class KernelCounts {
public:
    // Begins with every exec after this moment. Where the kernel does not let us count (no rights: perf_event_open(2),
    // no tracefs), everything stays 0.
    KernelCounts();

    KernelCalls now() const;

private:
    OwnedDescriptor calls_;
    OwnedDescriptor fdatasync_;
    OwnedDescriptor fsync_;
    OwnedDescriptor switches_;
};

}  // namespace desk::test
