// Load for an HTTP server on this machine: one thread, epoll, keep-alive. Closed loop: each connection sends its next
// request when it has its answer. Open loop: requests are due at a fixed rate whatever the server does, and a latency
// counts from the moment its request was due, so a stall is seen by all who would have waited. Bounded by time and
// count; refuses any host but loopback.
#pragma once

#include <desk/result.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "tests/benchmarks/latency_histogram.hpp"

namespace desk::test {

struct LoadPlan {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::size_t connections = 16;
    double per_second = 0;                   // requests that fall due; 0: closed loop
    std::chrono::milliseconds lasts{5'000};  // at most ten minutes
    std::chrono::milliseconds warm_up{500};  // before it; not counted
    std::size_t most_requests = 0;           // 0: as many as the time allows
    // Not 0: a request is done when its reply was delivered to this port (reply_sink.hpp), not when it was answered.
    std::uint16_t reply_port = 0;
    std::string run = "run";  // its messages have the ids event_id(run, n)
    // Listens on reply_port without waiting for what comes.
    bool is_answer_enough = false;
    // Called when the warm-up is over, and when the time is.
    std::function<void()> on_begin = {};
    std::function<void()> on_end = {};
};

struct LoadFigures {
    std::uint64_t answers = 0;
    std::uint64_t broken = 0;   // connections that ended or gave no proper answer
    std::uint64_t overdue = 0;  // open loop: due, but not sent when the time was over; they are in no quantile
    std::map<int, std::uint64_t> statuses = {};
    double per_second = 0;
    LatencyHistogram latencies = {};
};

// The bytes of request number `n` (0, 1, …): the place to sign, or to vary conversations.
using MakeRequest = std::function<std::string(std::uint64_t n)>;

// Errors: denied (not loopback), unavailable (nobody listens there, or the reply port is taken).
Result<LoadFigures> run_load(const LoadPlan& plan, const MakeRequest& make_request);

// "52,012/s  p50 0.270 ms  p99 1.020 ms  (200: 260060)"
std::string to_text(const LoadFigures& figures);

}  // namespace desk::test
