// How much of anything the HTTP front door takes. Every number has a key of the same name in
// [limits], so that a test or an operator can set it low; sizes are bytes. Where they are kept:
// front_door.hpp, request_gate.hpp.
#pragma once

#include <chrono>
#include <cstddef>

namespace desk {

struct HttpLimits {
    using Millis = std::chrono::milliseconds;

    // Connections: one too many is answered 503 and closed.
    std::size_t connections = 20'000;
    std::size_t connections_per_address = 1'024;
    std::size_t buffered_bytes = 256 * 1'048'576;  // all requests and answers in memory together

    // The head of a request: 414 for the first two, 431 for the others.
    std::size_t request_line_bytes = 4'096;
    std::size_t path_bytes = 1'024;
    std::size_t header_bytes = 32'768;
    std::size_t header_lines = 100;
    std::size_t header_line_bytes = 8'192;

    // The body: 413 before reading on.
    std::size_t request_bytes = 1'048'576;
    std::size_t upload_bytes = 10 * 1'048'576;  // on the door's upload paths
    std::size_t chunk_extension_bytes = 256;    // of one whole body; 400
    std::size_t trailer_bytes = 4'096;          // 431

    // Deadlines, from the first byte of a request: 408 and closed.
    Millis header_time = std::chrono::seconds{5};
    Millis request_time = std::chrono::seconds{15};
    Millis tls_time = std::chrono::seconds{5};
    Millis write_stall =
        std::chrono::seconds{5};  // an answer of which nothing is taken any more: closed
    Millis linger_time = std::chrono::seconds{2};  // after a refusal, for the sender to read it
    std::size_t linger_bytes = 65'536;  // and so much of what it still sends is thrown away

    // Keep-alive.
    std::size_t requests_per_connection = 100;
    Millis idle_time = std::chrono::seconds{15};

    // Complete requests that wait for a worker: 503 with Retry-After when full.
    std::size_t queue = 256;
    std::size_t workers = 32;
    Millis drain_time = std::chrono::seconds{10};  // for answers under way when the door is stopped

    // Event streams and WebSockets.
    std::size_t streams = 2'000;
    std::size_t stream_bytes = 65'536;
    std::size_t frame_bytes = 131'072;
    Millis ping_time = std::chrono::seconds{20};

    // Requests that prove nothing, per address (door_rules.hpp says which those are): 429.
    double address_rate = 20;  // per second
    double address_burst = 100;
};

}  // namespace desk
