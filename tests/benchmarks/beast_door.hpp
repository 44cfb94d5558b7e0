// The ceiling our front door is measured against: Boost.Beast on one thread, keep-alive, the same short answer to
// whatever is posted, no limits and no routes. For benchmarks alone.
#pragma once

#include <desk/result.hpp>

#include <cstdint>
#include <memory>

namespace desk::test {

class BeastDoor {
public:
    BeastDoor();
    // Stops its thread.
    ~BeastDoor();
    BeastDoor(const BeastDoor&) = delete;
    BeastDoor& operator=(const BeastDoor&) = delete;

    // Listens on a free port of loopback, which comes back. Errors: unavailable.
    Result<std::uint16_t> open();

private:
    struct Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace desk::test
