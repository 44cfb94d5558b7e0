// Every limit of the bot's side of the wall, given by the caller, so that tests can set them low.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace desk {

struct RuntimeLimits {
    std::chrono::milliseconds hard_time{
        10'000};                           // of one call; the caller's own deadline may be earlier
    std::chrono::milliseconds grace{200};  // between cancel and kill
    std::chrono::milliseconds start_time{2'000};  // from the spawn to the end of the handshake
    std::size_t least_processes = 1;  // kept running from the start, at most `most_processes`
    std::size_t most_processes = 4;
    std::chrono::milliseconds grow_after{
        100};                        // another process is started when a call has waited this long
    std::size_t most_waiting = 100;  // calls; beyond: busy
    std::size_t most_questions = 200;        // of one call
    std::uint64_t memory_bytes = 512ull * 1024 * 1024;  // of address space, of one process
    std::uint64_t descriptors = 32;                     // of one process
    std::size_t log_lines_per_minute = 600;  // of one plugin: what it logs and what it prints
    // Quarantine: this many deaths within the window.
    std::size_t deaths = 5;
    std::chrono::seconds death_window{60};
    std::chrono::seconds quarantine{60};  // doubled each time, up to the longest
    std::chrono::seconds longest_quarantine{3'600};
    // Between a death and the next start: none after the first death in a row, then this, doubled
    // up to the longest.
    std::chrono::milliseconds restart_pause{50};
    std::chrono::milliseconds longest_restart_pause{5'000};
};

}  // namespace desk
