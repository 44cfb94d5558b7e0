// How the calls of one plugin build ended, counted while the desk works; read by whoever judges a new build. Any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace desk {

struct CallCounts {
    std::atomic<std::int64_t> calls = 0;
    std::atomic<std::int64_t> failed = 0;  // died, hung, threw, or answered with an error
};

}  // namespace desk
