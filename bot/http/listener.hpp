// The listening socket of a front door. One thread at a time.
#pragma once

#include "bot/http/address_rules.hpp"
#include "bot/http/descriptor.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <string>

namespace desk {

struct Endpoint {
    std::string host = {};  // as text, "127.0.0.1" or "::1"
    std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080"
std::string to_text(const Endpoint& endpoint);

class Listener {
public:
    struct Accepted {
        OwnedDescriptor socket = {};  // closed: nobody waits, or nobody could be let in
        IpAddress address = {};
        bool is_more_waiting = false;
    };

    // Port 0: a free one. Never SO_REUSEPORT: two desks would share a port silently. Errors:
    // unavailable (taken, or not an address of this machine), denied (a port below 1024 without the
    // right to it), invalid (host is no address or name).
    static Result<Listener> open(const std::string& host, std::uint16_t port);

    // Never blocks. Out of descriptors, a reserve is spent to turn the caller away, so that the
    // loop does not spin.
    Accepted accept();

    const Endpoint& endpoint() const { return endpoint_; }
    int descriptor() const { return socket_.number(); }
    void close() { socket_.close(); }

private:
    Listener(OwnedDescriptor socket, Endpoint endpoint);

    OwnedDescriptor socket_;
    OwnedDescriptor reserve_;
    Endpoint endpoint_;
};

}  // namespace desk
