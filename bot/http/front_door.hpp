// The only way into the desk over HTTP: one loop owns every socket, reads with limits and
// deadlines, and hands complete, checked requests to a fixed number of workers. There is no thread
// per connection, so ten thousand idle clients or five hundred that send a byte a minute cost
// memory and nothing else.
//
//     HttpServer server{limits, on_failure};       // with its routes
//     FrontDoor door{server, rules};
//     DESK_TRY(const auto endpoint, door.listen("127.0.0.1", 8080));
//     std::thread loop{[&] { door.run(); }};
//     …
//     door.set_draining(true);   // new deliveries are answered 503
//     door.stop();
//     loop.join();
//
// What is refused, with which status: limits.hpp, request_gate.hpp, door_rules.hpp; every refusal
// is a problem document. SIGPIPE must be ignored by the program.
#pragma once

#include "bot/http/door_rules.hpp"
#include "bot/http/http_server.hpp"
#include "bot/http/listener.hpp"
#include <desk/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace desk {

// For metrics and liveness; each figure is exact, all together are not of one moment.
struct DoorFigures {
    std::uint64_t turns = 0;  // of the loop; grows at least once a second
    std::uint64_t connections = 0;
    std::uint64_t buffered_bytes = 0;
    std::uint64_t waiting = 0;   // requests without a worker yet
    std::uint64_t accepted = 0;  // connections, since the start
    std::uint64_t requests = 0;  // handed to a worker, since the start
    std::uint64_t refused = 0;   // connections and requests turned away, since the start
};

class FrontDoor {
public:
    // `server` must outlive the door. Raises the process's soft limit of descriptors to the hard
    // one.
    FrontDoor(HttpServer& server, DoorRules rules);
    ~FrontDoor();
    FrontDoor(const FrontDoor&) = delete;
    FrontDoor& operator=(const FrontDoor&) = delete;

    // Once, before run(). Clients can connect from now on. Errors: as Listener::open.
    Result<Endpoint> listen(const std::string& host, std::uint16_t port);

    // Serves in the caller's thread until stop(). Then nobody is let in, idle connections are
    // closed, and answers under way are finished, for at most drain_time; returns when the workers
    // have returned from their handlers. Once.
    void run();

    // Any thread, also a signal handler; also before run().
    void stop();
    // While set, requests other than GET and HEAD are answered 503 with Retry-After. Any thread.
    void set_draining(bool is_draining);
    // Any thread.
    DoorFigures figures() const;

private:
    class Loop;
    std::unique_ptr<Loop> loop_;
};

}  // namespace desk
