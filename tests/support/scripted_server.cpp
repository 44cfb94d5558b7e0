#include "tests/support/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <utility>

namespace desk::test {
namespace {

// The whole length of the request at the front of `bytes`; 0: not known yet.
std::size_t request_length(const std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = bytes.find(name);
    std::size_t length = 0;
    if (at < end) std::from_chars(bytes.data() + at + name.size(), bytes.data() + end, length);
    return end + 4 + length;
}

}  // namespace

ScriptedServer::ScriptedServer(Script script)
    : script_{std::move(script)},
      listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)},
      stop_{eventfd(0, EFD_CLOEXEC)} {
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof own;
    ::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&own), size);
    ::listen(listener_.number(), 128);
    ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&own), &size);
    port_ = ntohs(own.sin_port);
    thread_ = std::thread{[this] { run(); }};
}

ScriptedServer::ScriptedServer(std::string answer)
    : ScriptedServer{[bytes = std::move(answer)](int socket, const std::string&) {
          return send_all(socket, bytes);
      }} {}

ScriptedServer::~ScriptedServer() {
    eventfd_write(stop_.number(), 1);
    thread_.join();
}

std::string ScriptedServer::url(std::string_view target) const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string{target};
}

std::vector<std::string> ScriptedServer::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

void ScriptedServer::run() {
    for (;;) {
        std::array<pollfd, 2> watched{pollfd{listener_.number(), POLLIN, 0},
                                      pollfd{stop_.number(), POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[1].revents != 0) break;
        OwnedDescriptor client{::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC)};
        if (!client.is_open()) continue;
        ++connections_;
        serving_.emplace_back([this, held = std::move(client)] { serve(held.number()); });
    }
    for (auto& one : serving_) one.join();
}

void ScriptedServer::serve(int socket) {
    std::string kept;
    std::array<char, 65'536> buffer{};
    for (;;) {
        std::array<pollfd, 2> watched{pollfd{socket, POLLIN, 0}, pollfd{stop_.number(), POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[1].revents != 0) return;
        const auto got = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (got <= 0) return;
        kept.append(buffer.data(), static_cast<std::size_t>(got));
        const auto length = request_length(kept);
        if (length == 0 || kept.size() < length) continue;
        {
            const std::lock_guard lock{mutex_};
            requests_.push_back(kept);
        }
        if (!script_(socket, std::exchange(kept, {}))) return;
    }
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace desk::test
