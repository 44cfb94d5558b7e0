// Where a desk under load delivers its replies: answers every POST with 204 and tells which message was replied to. Lives
// in the epoll loop of its owner; one thread.
#pragma once

#include <desk/result.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "bot/http/descriptor.hpp"

namespace desk::test {

// The event id of message number `n` of a run; its reply names it in "in_reply_to". Another run needs another name, or the
// desk takes its messages for deliveries it has seen.
std::string event_id(std::string_view run, std::uint64_t n);

class ReplySink {
public:
    using OnReply = std::function<void(std::uint64_t n)>;

    ReplySink(std::string run, OnReply on_reply) : run_{std::move(run)}, on_reply_{std::move(on_reply)} {}

    // Listens on loopback and adds its sockets to `poll`, each with `mark` | its number as data. Errors: unavailable.
    Result<void> listen(std::uint16_t port, int poll, std::uint64_t mark);
    // Something happened on one of its sockets.
    void ready(int socket);

private:
    struct Connection {
        OwnedDescriptor socket = {};
        std::string input = {};
    };

    Result<void> watch(int socket) const;
    void accept_one();
    void read_from(Connection& connection);
    bool take_request(Connection& connection);

    std::string run_;
    OnReply on_reply_;
    OwnedDescriptor listener_;
    int poll_ = -1;
    std::uint64_t mark_ = 0;
    std::map<int, Connection> connections_ = {};
};

}  // namespace desk::test
