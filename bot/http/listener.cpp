#include "bot/http/listener.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace desk {
namespace {

constexpr int backlog = 4'096;

IpAddress address_of(const sockaddr_storage& from) {
    IpAddress address;
    if (from.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &from, sizeof v6);
        std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
        return address;
    }
    sockaddr_in v4{};
    std::memcpy(&v4, &from, sizeof v4);
    address.bytes[10] = address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
    return address;
}

Endpoint endpoint_of(int socket) {
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    getsockname(socket, reinterpret_cast<sockaddr*>(&own), &size);
    in_port_t port = 0;
    std::memcpy(&port, reinterpret_cast<const char*>(&own) + offsetof(sockaddr_in, sin_port),
                sizeof port);
    return {to_text(address_of(own)), ntohs(port)};
}

Error listen_error(const Endpoint& wanted, int number) {
    const auto where = to_text(wanted);
    if (number == EADDRINUSE)
        return unavailable(
            where + " is already in use by another program: stop it, or listen on another port");
    if (number == EADDRNOTAVAIL) return unavailable(where + " is not an address of this machine");
    if (number == EACCES) return denied(where + " may not be listened on by this user");
    return unavailable(where + " cannot be listened on: " + std::strerror(number));
}

OwnedDescriptor spare() {
    return OwnedDescriptor{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
}

}  // namespace

std::string to_text(const Endpoint& endpoint) {
    const bool is_ipv6 = endpoint.host.find(':') != std::string::npos;
    return (is_ipv6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" +
           std::to_string(endpoint.port);
}

Listener::Listener(OwnedDescriptor socket, Endpoint endpoint)
    : socket_{std::move(socket)}, reserve_{spare()}, endpoint_{std::move(endpoint)} {}

Result<Listener> Listener::open(const std::string& host, std::uint16_t port) {
    const Endpoint wanted{host, port};
    addrinfo hints{};
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int failure = getaddrinfo(host.empty() ? nullptr : host.c_str(),
                                    std::to_string(port).c_str(), &hints, &list);
    if (failure != 0) return invalid(to_text(wanted) + ": " + gai_strerror(failure));
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned{list, &freeaddrinfo};

    OwnedDescriptor socket{
        ::socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    if (!socket.is_open()) return listen_error(wanted, errno);
    const int on = 1;
    setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (::bind(socket.number(), list->ai_addr, list->ai_addrlen) != 0)
        return listen_error(wanted, errno);
    if (::listen(socket.number(), backlog) != 0) return listen_error(wanted, errno);

    auto endpoint = endpoint_of(socket.number());
    return Listener{std::move(socket), std::move(endpoint)};
}

Listener::Accepted Listener::accept() {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    const auto take = [&] {
        size = sizeof from;
        return ::accept4(socket_.number(), reinterpret_cast<sockaddr*>(&from), &size,
                         SOCK_NONBLOCK | SOCK_CLOEXEC);
    };
    Accepted accepted{.socket = OwnedDescriptor{take()}};
    if (accepted.socket.is_open()) {
        const int on = 1;
        setsockopt(accepted.socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        accepted.address = address_of(from);
        accepted.is_more_waiting = true;
        return accepted;
    }
    if (errno == EMFILE || errno == ENFILE) {
        reserve_.close();
        OwnedDescriptor{take()}.close();
        reserve_ = spare();
    } else {
        accepted.is_more_waiting = errno == ECONNABORTED || errno == EINTR;
    }
    return accepted;
}

}  // namespace desk
