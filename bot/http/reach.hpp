// Whether a system answers at all: its name, a connection, and with https a TLS handshake. Nothing is sent to it. Any
// thread.
#pragma once

#include "bot/http/address_rules.hpp"
#include <desk/http.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace desk {

struct ReachRules {
    UrlRules reach = {};                                       // as a request to it would have
    std::chrono::milliseconds time = std::chrono::seconds{5};  // all of it
    std::string ca_file = {};                                  // PEM; "": the system's
};

// The moment its certificate ends; none without TLS. Errors: invalid (no address), denied (must not be reached),
// unavailable, timeout: one short sentence without the address.
Result<std::optional<Time>> reach(const std::string& address, const ReachRules& rules);

// The same for a plugin's probe, any port. Not reached is an answer. Errors: denied (must not be reached), invalid.
Result<Probed> probe(const Probe& wanted, ReachRules rules);

}  // namespace desk
