// One client of the front door. Belongs to the loop; while `phase` is answering a worker may write
// to the socket.
#pragma once

#include "bot/http/address_rules.hpp"
#include "bot/http/descriptor.hpp"
#include "bot/http/request_gate.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace desk {

struct HttpConnection {
    using Moment = std::chrono::steady_clock::time_point;
    enum class Phase {
        reading,    // waits for a request, or for the rest of one
        answering,  // a worker has the request
        writing,    // the rest of an answer
        lingering,  // everything is said; what still arrives is thrown away until the other side
                    // closes
    };

    HttpConnection(OwnedDescriptor own, std::uint64_t number, const IpAddress& peer,
               const GateRules& rules)
        : socket{std::move(own)}, id{number}, address{peer}, gate{rules} {}

    OwnedDescriptor socket;
    std::uint64_t id;    // never used twice
    IpAddress address;   // of the peer
    IpAddress client{};  // of the request being answered
    RequestGate gate;
    Phase phase = Phase::reading;

    Moment began{};                    // of the request that is arriving
    Moment deadline{};                 // when to look at it
    Moment next_entry{Moment::max()};  // the earliest entry for it among the deadlines

    std::string out;           // of the answer, what does not fit into the socket
    std::size_t sent = 0;      // of `out`
    std::size_t counted = 0;   // bytes that stand in the door's sum for it
    std::size_t served = 0;    // requests
    std::size_t lingered = 0;  // bytes thrown away

    bool is_readable = false;  // more may be in the socket than was taken
    bool is_ending = false;    // the other side sends no more
    bool is_lost = false;      // the other side is gone; closed as soon as no worker needs it
    bool is_pipelining = false;
    bool close_after = false;  // once `out` is sent
    std::atomic<bool> answer_begun = false;
    std::atomic<bool> is_awaited = false;  // something came for it while a worker has the request
};

}  // namespace desk
