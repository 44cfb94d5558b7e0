// The event loop behind front_door.hpp. All of it belongs to the thread that runs it, but for what
// is atomic.
#pragma once

#include "bot/http/address_counts.hpp"
#include "bot/http/connection.hpp"
#include "bot/http/deadlines.hpp"
#include "bot/http/door_rules.hpp"
#include "bot/http/front_door.hpp"
#include "bot/http/listener.hpp"
#include "bot/http/request_workers.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace desk {

class FrontDoor::Loop {
public:
    Loop(HttpServer& server, DoorRules rules);

    Result<Endpoint> listen(const std::string& host, std::uint16_t port);
    void run();
    void stop();
    void set_draining(bool is_draining) { is_draining_ = is_draining; }
    DoorFigures figures() const;

private:
    using Moment = HttpConnection::Moment;
    using Phase = HttpConnection::Phase;

    // door_loop.cpp: turns, the door itself, deadlines
    void turn();
    void take_event(std::uint64_t id, std::uint32_t events);
    void accept_waiting();
    void let_in(Listener::Accepted accepted);
    bool is_welcome(const IpAddress& peer) const;
    bool is_limited(const IpAddress& address) const;
    void take_due();
    void expire(HttpConnection& connection);
    void schedule(HttpConnection& connection, Moment when);
    void begin_stop();
    bool is_finished() const;
    void publish_figures();

    // door_traffic.cpp: what happens on one connection. Each may close it, so none touches it after
    // calling another.
    void look_ahead(HttpConnection& connection);
    void read(HttpConnection& connection);
    void take_bytes(HttpConnection& connection, std::string_view bytes);
    void dispatch(HttpConnection& connection);
    void take_finished();
    void finish(HttpConnection& connection, FinishedAnswer answer);
    void refuse(HttpConnection& connection, Problem problem, bool close);
    void send(HttpConnection& connection, std::string bytes, bool close);
    void write(HttpConnection& connection);
    void after_answer(HttpConnection& connection);
    void linger(HttpConnection& connection);
    void throw_away(HttpConnection& connection);
    void count(HttpConnection& connection, std::size_t bytes);
    void close(HttpConnection& connection);
    HttpConnection* find(std::uint64_t id);

    const DoorRules rules_;
    const HttpLimits& limits_;
    HttpServer& server_;
    OwnedDescriptor poll_;
    OwnedDescriptor nudge_;
    std::optional<Listener> listener_;
    std::size_t most_connections_;

    std::unordered_map<std::uint64_t, std::unique_ptr<HttpConnection>> connections_;
    std::uint64_t next_id_;
    std::vector<std::uint64_t> read_again_;  // had more bytes than one turn takes
    bool is_answer_awaited_ = false;         // of a connection, since answers were taken
    Deadlines deadlines_;
    ConnectionCounts counts_;
    AddressBuckets buckets_;
    std::size_t buffered_ = 0;  // the sum of HttpConnection::counted
    Moment now_{};
    std::optional<Moment> stop_at_;
    std::vector<char> input_;
    std::unique_ptr<RequestWorkers> workers_;  // while run() is running

    std::atomic<bool> is_stopping_ = false;
    std::atomic<bool> is_draining_ = false;
    DoorFigures own_;
    struct {
        std::atomic<std::uint64_t> turns{0}, connections{0}, buffered_bytes{0}, waiting{0},
            accepted{0}, requests{0}, refused{0};
    } published_;
};

}  // namespace desk
