#include "bot/runtime/frame.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace desk {

int poll_timeout(std::chrono::steady_clock::time_point until) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

FrameSocket::FrameSocket(int descriptor)
    : descriptor_{descriptor}, buffer_(wire::most_frame_bytes) {
    const int bytes = wire::socket_buffer_bytes;
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

FrameSocket::~FrameSocket() {
    ::close(descriptor_);
}

Result<void> FrameSocket::send(std::uint64_t id, wire::FrameType type, std::string_view payload,
                               Deadline until) {
    if (payload.size() > wire::most_payload_bytes) return invalid("a frame over 256 KB");
    auto header = wire::frame_header(id, type, payload.size());
    iovec pieces[2] = {{header.data(), header.size()},
                       {const_cast<char*>(payload.data()), payload.size()}};
    msghdr packet{};
    packet.msg_iov = pieces;
    packet.msg_iovlen = 2;
    while (::sendmsg(descriptor_, &packet, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        if (errno == EINTR) continue;
        if (errno != EAGAIN) return unavailable(std::string{"send: "} + std::strerror(errno));
        pollfd writable{descriptor_, POLLOUT, 0};
        const int timeout_ms = poll_timeout(until);
        if (timeout_ms == 0) return timeout("it does not read");
        ::poll(&writable, 1, timeout_ms);
    }
    return {};
}

Result<void> FrameSocket::send_in_parts(std::uint64_t id, wire::FrameType type,
                                        std::string_view document, Deadline until) {
    while (document.size() > wire::most_payload_bytes) {
        DESK_CHECK(
            send(id, wire::FrameType::part, document.substr(0, wire::most_payload_bytes), until));
        document.remove_prefix(wire::most_payload_bytes);
    }
    return send(id, type, document, until);
}

Result<std::optional<wire::Frame>> FrameSocket::receive() {
    while (true) {
        const auto count =
            ::recv(descriptor_, buffer_.data(), buffer_.size(), MSG_DONTWAIT | MSG_TRUNC);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return std::optional<wire::Frame>{};
        if (count <= 0) return unavailable("its socket is closed");
        if (static_cast<std::size_t>(count) > buffer_.size()) return invalid("a frame over 256 KB");
        DESK_TRY(const auto frame, wire::decode({buffer_.data(), static_cast<std::size_t>(count)}));
        return std::optional{frame};
    }
}

}  // namespace desk
