// The bot's end of the socket to a plugin's process: whole frames out and in, never longer than
// until a deadline. The frames themselves: <desk/wire_frame.hpp>. One thread at a time.
#pragma once

#include <desk/result.hpp>
#include <desk/wire_frame.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace desk {

class FrameSocket {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    // Takes over the descriptor.
    explicit FrameSocket(int descriptor);
    FrameSocket(const FrameSocket&) = delete;
    FrameSocket& operator=(const FrameSocket&) = delete;
    ~FrameSocket();

    int descriptor() const { return descriptor_; }

    // Errors: timeout (the other side does not read), unavailable (it is gone).
    Result<void> send(std::uint64_t id, wire::FrameType type, std::string_view payload,
                      Deadline until);
    // A document of any length: parts, then a frame of `type`. Errors as of `send`.
    Result<void> send_in_parts(std::uint64_t id, wire::FrameType type, std::string_view document,
                               Deadline until);
    // What has arrived, lent until the next call; nothing when that is nothing, without waiting.
    // Errors: unavailable (the other side is gone), invalid (what it sent is no frame).
    Result<std::optional<wire::Frame>> receive();

private:
    int descriptor_;
    std::vector<char> buffer_;
};

// Milliseconds for poll() until the deadline, rounded up, 0 when it is over.
int poll_timeout(std::chrono::steady_clock::time_point until);

}  // namespace desk
