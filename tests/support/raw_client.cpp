#include "tests/support/raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <charconv>
#include <csignal>
#include <utility>

namespace desk::test {
namespace {

std::size_t length_in(std::string_view head) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = head.find(name);
    std::size_t length = 0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

}  // namespace

RawClient::RawClient(std::uint16_t port, std::chrono::seconds patience)
    : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const timeval longest{.tv_sec = patience.count(), .tv_usec = 0};
    setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    setsockopt(socket_.number(), SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
        socket_.close();
}

void RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawClient::end_sending() {
    ::shutdown(socket_.number(), SHUT_WR);
}

bool RawClient::read_more() {
    std::array<char, 65'536> buffer{};
    const auto got = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
    if (got > 0) kept_.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0;
}

std::string RawClient::answer(bool is_head) {
    auto end = kept_.find("\r\n\r\n");
    while (end == std::string::npos) {
        if (!read_more()) return {};
        end = kept_.find("\r\n\r\n");
    }
    const bool is_interim = kept_.starts_with("HTTP/1.1 1");
    const auto length = end + 4 + (is_head || is_interim ? 0 : length_in({kept_.data(), end + 2}));
    while (kept_.size() < length)
        if (!read_more()) return {};
    auto answer = kept_.substr(0, length);
    kept_.erase(0, length);
    return answer;
}

std::string RawClient::all() {
    while (read_more()) continue;
    return std::exchange(kept_, {});
}

bool RawClient::is_closed() {
    char byte = 0;
    return kept_.empty() && ::recv(socket_.number(), &byte, 1, 0) == 0;
}

int status_of(std::string_view answer) {
    int status = 0;
    if (answer.starts_with("HTTP/1.1 ") && answer.size() >= 12)
        std::from_chars(answer.data() + 9, answer.data() + 12, status);
    return status;
}

std::string body_of(std::string_view answer) {
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string{} : std::string{answer.substr(end + 4)};
}

RunningDoor::RunningDoor(HttpServer& server, DoorRules rules) : door_{server, std::move(rules)} {
    std::signal(SIGPIPE, SIG_IGN);
    if (const auto endpoint = door_.listen("127.0.0.1", 0)) port_ = endpoint->port;
    loop_ = std::thread{[this] { door_.run(); }};
}

RunningDoor::~RunningDoor() {
    stop();
}

void RunningDoor::stop() {
    door_.stop();
    if (loop_.joinable()) loop_.join();
}

}  // namespace desk::test
