// Who may knock how often, and whom the door believes about others.
#pragma once

#include "bot/http/address_rules.hpp"
#include "bot/http/request_gate.hpp"
#include <desk/http.hpp>

#include <span>
#include <vector>

namespace desk {

struct DoorRules {
    GateRules gate = {};
    // Their X-Forwarded-For is believed, and connections_per_address does not count for them.
    std::vector<Network> trusted_proxies = {};
    // A request answered with 4xx has proven nothing and costs its address a token (address_rate,
    // address_burst); an address without one is answered 429. Off: no such limit.
    bool limits_unproven = false;
    // Loopback is a proxy on this machine or the operator: its connections and failures count only
    // if this is set.
    bool limits_loopback = false;
};

// The client a request is from: the peer, or, behind trusted proxies, the rightmost address of
// X-Forwarded-For that is none of them. Every header that names an origin or an identity is
// removed, since nobody behind the door may believe it. Pure.
IpAddress take_origin(Headers& headers, const IpAddress& peer,
                      std::span<const Network> trusted_proxies);

}  // namespace desk
