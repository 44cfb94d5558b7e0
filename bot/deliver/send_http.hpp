// The way out of the desk, as the stages see it.
#pragma once

#include <chrono>
#include <functional>

#include <desk/http.hpp>
#include <desk/result.hpp>

namespace desk {

// What one request may do.
struct SendRules {
    bool allow_private = false;                     // loopback and private addresses may be reached
    std::chrono::milliseconds longest{10'000};      // in all
    std::size_t most_bytes = 1'048'576;             // of the response's body
    bool is_sent_once = false;  // on a connection of its own: on one that was used before, the client may send it again
};

// Sends a request; any thread. Errors: as HttpClient::send; `what` of one that is in doubt begins with "in doubt: ".
using SendHttp = std::function<Result<HttpResponse>(const HttpRequest& request, const SendRules& rules)>;

// Whether a host answers; nothing is sent to it. Errors: denied (it must not be reached); not reached is an answer.
using ProbeHost = std::function<Result<Probed>(const Probe& probe, const SendRules& rules)>;

}  // namespace desk
