// A server that says what the test wants, over loopback, each connection on a thread of its own: it
// reads a request with its body and hands the socket to the script.
#pragma once

#include "bot/http/descriptor.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace desk::test {

class ScriptedServer {
public:
    // False: the connection is closed; true: another request may come on it. Runs on the
    // connection's thread.
    using Script = std::function<bool(int socket, const std::string& request)>;

    explicit ScriptedServer(Script script);
    // Always answers with these bytes.
    explicit ScriptedServer(std::string answer);
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    std::uint16_t port() const { return port_; }
    std::string url(std::string_view target = "/") const;
    std::vector<std::string> requests() const;
    int connections() const { return connections_; }

private:
    void run();
    void serve(int socket);

    Script script_;
    OwnedDescriptor listener_;
    OwnedDescriptor stop_;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;  // guarded by mutex_
    std::vector<std::thread> serving_;  // by thread_ alone
    std::thread thread_;
};

// All of `bytes`; false: the other side is gone.
bool send_all(int socket, std::string_view bytes);

}  // namespace desk::test
