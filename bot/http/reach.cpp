#include "bot/http/reach.hpp"

#include "bot/http/tls_probe.hpp"
#include "bot/http/descriptor.hpp"
#include "bot/http/resolve.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

namespace desk {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

struct SocketAddress {
    sockaddr_storage bytes = {};
    socklen_t size = 0;
};

SocketAddress socket_address(const IpAddress& address, std::uint16_t port) {
    SocketAddress made;
    const bool is_ipv4 = to_text(address).find(':') == std::string::npos;
    if (is_ipv4) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        std::memcpy(&to.sin_addr, address.bytes.data() + 12, 4);
        std::memcpy(&made.bytes, &to, sizeof to);
        made.size = sizeof to;
        return made;
    }
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    std::memcpy(&to.sin6_addr, address.bytes.data(), 16);
    std::memcpy(&made.bytes, &to, sizeof to);
    made.size = sizeof to;
    return made;
}

Error failed(int number) {
    return unavailable(std::strerror(number));
}

int milliseconds_until(Deadline until) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 600'000));
}

Result<OwnedDescriptor> connected(const IpAddress& address, std::uint16_t port, Deadline until) {
    const auto to = socket_address(address, port);
    OwnedDescriptor socket{::socket(to.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    if (socket.number() < 0) return failed(errno);
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&to.bytes), to.size) == 0) return socket;
    if (errno != EINPROGRESS) return failed(errno);

    pollfd one{socket.number(), POLLOUT, 0};
    if (::poll(&one, 1, milliseconds_until(until)) <= 0) return timeout("no connection in time");
    int number = 0;
    socklen_t size = sizeof number;
    ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &number, &size);
    if (number != 0) return failed(number);
    return socket;
}

Result<OwnedDescriptor> connected_to_any(const Url& url, std::span<const IpAddress> addresses, Deadline until) {
    Error last = unavailable("no address");
    for (const auto& address : addresses) {
        auto socket = connected(address, url.port, until);
        if (socket) return socket;
        last = socket.error();
    }
    return last;
}

Result<std::vector<IpAddress>> addresses_of(const Url& url, std::chrono::milliseconds time) {
    if (const auto address = parse_address(url.host)) return std::vector{*address};
    return resolve(url.host, time);
}

}  // namespace

Result<std::optional<Time>> reach(const std::string& address, const ReachRules& rules) {
    const auto until = std::chrono::steady_clock::now() + rules.time;
    DESK_TRY(const auto url, split_url(address));
    DESK_CHECK(may_reach(url, rules.reach));
    DESK_TRY(const auto addresses, addresses_of(url, rules.time));
    DESK_CHECK(may_reach(url, addresses, rules.reach));
    DESK_TRY(const auto socket, connected_to_any(url, addresses, until));
    if (url.scheme != "https") return std::optional<Time>{};
    DESK_TRY(const auto end, tls_valid_until(socket.number(), url.host, rules.ca_file, until));
    return std::optional{end};
}

Result<Probed> probe(const Probe& wanted, ReachRules rules) {
    const bool is_tls = wanted.kind == Probe::Kind::tls;
    rules.reach.ports = {static_cast<std::uint16_t>(wanted.port)};
    rules.reach.allow_http = !is_tls;
    const bool is_ipv6 = wanted.host.find(':') != std::string::npos;
    const auto address = std::string{is_tls ? "https://" : "http://"} + (is_ipv6 ? "[" + wanted.host + "]" : wanted.host) + ":" +
                         std::to_string(wanted.port);
    const auto began = std::chrono::steady_clock::now();
    const auto reached = reach(address, rules);
    if (!reached && (reached.error().code == ErrorCode::denied || reached.error().code == ErrorCode::invalid)) return reached.error();
    Probed probed{.is_open = bool{reached},
                  .took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began)};
    if (reached) probed.certificate_until = *reached;
    if (!reached) probed.why = reached.error().what;
    return probed;
}

}  // namespace desk
