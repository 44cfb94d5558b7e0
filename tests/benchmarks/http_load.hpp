// Load for an HTTP server on this machine: one thread, epoll, keep-alive, a fixed number of
// connections of which each sends its next request when it has its answer. Bounded by time; refuses
// any host but loopback.
#pragma once

#include <desk/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace desk::test {

struct LoadPlan {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 16;
    std::chrono::milliseconds lasts{5'000};  // at most a minute
    std::chrono::milliseconds warm_up{500};  // before it; not counted
    std::size_t most_requests = 0;           // 0: as many as the time allows
};

struct LoadFigures {
    std::uint64_t answers = 0;
    std::uint64_t broken = 0;  // connections that ended or gave no proper answer
    std::map<int, std::uint64_t> statuses = {};
    double per_second = 0;
    std::chrono::microseconds p50{};
    std::chrono::microseconds p99{};
    std::chrono::microseconds slowest{};
};

// The bytes of request number `n` (0, 1, …): the place to sign, or to vary conversations.
using MakeRequest = std::function<std::string(std::uint64_t n)>;

// Errors: denied (not loopback), unavailable (nobody listens there).
Result<LoadFigures> run_load(const LoadPlan& plan, const MakeRequest& make_request);

// "52,012/s  p50 0.270 ms  p99 1.020 ms  (200: 260060)"
std::string to_text(const LoadFigures& figures);

}  // namespace desk::test
