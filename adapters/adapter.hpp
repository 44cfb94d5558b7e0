// A chat platform, as pure translation: a request that came in becomes messages, a reply becomes a request that goes
// out, and what the platform answered becomes a verdict. No I/O, no clock, no storage; immutable; any thread. Secrets
// are given when it is made. Adding a platform: adapters/README.md.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "conversations/message.hpp"
#include "conversations/reply.hpp"

namespace desk {

// What a delivery turned out to be.
struct Inbound {
    std::vector<Message> messages = {};  // in order; may be none (a challenge, our own words coming back)
    // The answer when nothing has to be stored first (a challenge wants a body). None: `acknowledge` after the commit.
    std::optional<HttpResponse> answer = {};
};

// A reply with all that goes on the wire beside it.
struct Outgoing {
    Reply reply = {};
    std::string idempotency_key = {};  // the same on every attempt
    std::string message_id = {};       // of the message that is answered, as acknowledged
    std::string in_reply_to = {};      // its event id
    int part = 0;                      // from 0
    bool plain = false;                // the platform refused the card: send words alone, shortened
};

struct Delivered {
    std::string platform_id = {};  // for later edits; "" where the platform has none
};
struct TryAgain {
    std::string why = {};
    std::optional<std::chrono::milliseconds> after = {};  // what the platform asked for (Retry-After)
    bool whole_adapter = false;                           // a rate limit: nothing goes out before `after`
};
// The platform says this message as it is will never do; once more as `plain`, then given up.
struct SendPlain {
    std::string why = {};
};
struct GiveUp {
    std::string why = {};
};
// Nobody gets through: a revoked token, a switched-off address. Nothing is dead-lettered; the operator is told.
struct Pause {
    std::string why = {};
};
using Verdict = std::variant<Delivered, TryAgain, SendPlain, GiveUp, Pause>;

class Adapter {
public:
    Adapter() = default;
    Adapter(const Adapter&) = delete;
    Adapter& operator=(const Adapter&) = delete;
    virtual ~Adapter() = default;

    // Who sent it (over the raw bytes, at `now`), then what. Errors: denied (not authentic, stale), invalid
    // (authentic, but malformed).
    virtual Result<Inbound> read(const HttpRequest& request, Time now) const = 0;
    // The 2xx once everything is on disk; the ids in the order of Inbound::messages.
    virtual HttpResponse acknowledge(std::span<const std::string> message_ids) const = 0;
    // The request that says it. `now` for signatures with a timestamp. Errors: invalid (cannot be said there).
    virtual Result<HttpRequest> write(const Outgoing& outgoing, Time now) const = 0;
    // What the platform's answer means.
    virtual Verdict judge(const HttpResponse& response) const = 0;
};

}  // namespace desk
