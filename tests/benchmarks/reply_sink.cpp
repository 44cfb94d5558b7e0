#include "tests/benchmarks/reply_sink.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

namespace desk::test {
namespace {

constexpr std::string_view taken = "HTTP/1.1 204 No Content\r\n\r\n";

// The length of the whole request at the front, once its head is there. libcurl writes the names like this.
std::optional<std::size_t> request_length(std::string_view input) {
    const auto end = input.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = input.substr(0, end + 2).find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos) std::from_chars(input.data() + at + name.size(), input.data() + end, length);
    return end + 4 + length;
}

std::optional<std::uint64_t> replied_to(std::string_view request, std::string_view run) {
    constexpr std::string_view field = R"("in_reply_to":")";
    const auto at = request.find(field);
    if (at == std::string_view::npos) return std::nullopt;
    const auto id = request.substr(at + field.size());
    if (!id.starts_with(run) || !id.substr(run.size()).starts_with('-')) return std::nullopt;
    std::uint64_t n = 0;
    std::from_chars(id.data() + run.size() + 1, id.data() + id.size(), n);
    return n;
}

}  // namespace

std::string event_id(std::string_view run, std::uint64_t n) { return std::string{run} + "-" + std::to_string(n); }

Result<void> ReplySink::listen(std::uint16_t port, int poll, std::uint64_t mark) {
    poll_ = poll;
    mark_ = mark;
    listener_ = OwnedDescriptor{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    const int on = 1;
    setsockopt(listener_.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listens = ::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0 &&
                         ::listen(listener_.number(), 256) == 0;
    if (!listens) return unavailable("replies on port " + std::to_string(port) + ": " + std::strerror(errno) + "; take another --reply-port");
    return watch(listener_.number());
}

Result<void> ReplySink::watch(int socket) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = mark_ | static_cast<std::uint64_t>(socket);
    if (epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event) != 0) return unavailable("epoll_ctl: " + std::string{std::strerror(errno)});
    return {};
}

void ReplySink::ready(int socket) {
    if (socket == listener_.number()) return accept_one();
    const auto found = connections_.find(socket);
    if (found != connections_.end()) read_from(found->second);
}

void ReplySink::accept_one() {
    OwnedDescriptor accepted{::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)};
    if (!accepted.is_open()) return;
    const int on = 1;
    setsockopt(accepted.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int number = accepted.number();
    if (watch(number)) connections_[number] = Connection{.socket = std::move(accepted)};
}

void ReplySink::read_from(Connection& connection) {
    std::array<char, 65'536> buffer;
    const auto got = ::recv(connection.socket.number(), buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
        connections_.erase(connection.socket.number());
        return;
    }
    connection.input.append(buffer.data(), static_cast<std::size_t>(got));
    while (take_request(connection)) {
    }
}

// False: none is complete.
bool ReplySink::take_request(Connection& connection) {
    const auto length = request_length(connection.input);
    if (!length || connection.input.size() < *length) return false;
    const auto message = replied_to(std::string_view{connection.input}.substr(0, *length), run_);
    connection.input.erase(0, *length);
    // 27 bytes always fit a socket that has nothing else to send.
    ::send(connection.socket.number(), taken.data(), taken.size(), MSG_NOSIGNAL);
    if (message) on_reply_(*message);
    return true;
}

}  // namespace desk::test
