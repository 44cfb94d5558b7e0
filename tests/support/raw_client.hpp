// A client that sends exactly the bytes it is told, over loopback, and a front door to send them
// to. Reads give up after a while, so that a test fails instead of hanging.
#pragma once

#include "bot/http/descriptor.hpp"
#include "bot/http/front_door.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

namespace desk::test {

class RawClient {
public:
    explicit RawClient(std::uint16_t port, std::chrono::seconds patience = std::chrono::seconds{5});

    void send(std::string_view bytes);
    // No more bytes from us; the answer can still be read.
    void end_sending();
    // One answer with its Content-Length ("" when none came). `is_head`: the answer has no body.
    std::string answer(bool is_head = false);
    // Everything until the other side closes.
    std::string all();
    // True: the other side has closed, and nothing was left to read.
    bool is_closed();

private:
    bool read_more();

    OwnedDescriptor socket_;
    std::string kept_;
};

// "HTTP/1.1 404 …" → 404; 0: not an answer.
int status_of(std::string_view answer);
std::string body_of(std::string_view answer);

// A door on a free port with its loop running, until the end of the test.
class RunningDoor {
public:
    RunningDoor(HttpServer& server, DoorRules rules);
    ~RunningDoor();
    RunningDoor(const RunningDoor&) = delete;
    RunningDoor& operator=(const RunningDoor&) = delete;

    FrontDoor& door() { return door_; }
    std::uint16_t port() const { return port_; }
    // Stops the door and waits for its loop.
    void stop();

private:
    FrontDoor door_;
    std::uint16_t port_ = 0;
    std::thread loop_;
};

}  // namespace desk::test
