// The packets between the bot and a plugin's host process: u32 length of the payload | u64 id | u8
// type | payload, little endian, one packet a frame. Pure; the table of types is in
// plugins/sdk/wire.md.
#pragma once

#include <desk/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace desk::wire {

enum class FrameType : std::uint8_t {
    hello = 1,
    call = 2,
    answer = 3,
    host_request = 4,
    host_result = 5,
    cancel = 6,
    log = 7,
    ping = 8,
    bye = 9,
    part = 10,
    broken = 11,
    layers = 12
};

inline constexpr std::size_t frame_header_bytes = 13;
inline constexpr std::size_t most_payload_bytes = 262'144;
inline constexpr std::size_t most_frame_bytes = frame_header_bytes + most_payload_bytes;
// What SO_SNDBUF must be set to, so that a frame of maximal size goes through (the kernel doubles
// it).
inline constexpr int socket_buffer_bytes = 212'992;

struct Frame {
    std::uint64_t id = 0;
    FrameType type = FrameType::ping;
    std::string_view payload = {};  // lent by the buffer it was decoded from
};

using FrameHeader = std::array<char, frame_header_bytes>;

inline FrameHeader frame_header(std::uint64_t id, FrameType type, std::size_t payload_bytes) {
    FrameHeader header{};
    for (std::size_t n = 0; n < 4; ++n)
        header[n] = static_cast<char>((payload_bytes >> (8 * n)) & 0xFF);
    for (std::size_t n = 0; n < 8; ++n) header[4 + n] = static_cast<char>((id >> (8 * n)) & 0xFF);
    header[12] = static_cast<char>(type);
    return header;
}

inline std::string encode(std::uint64_t id, FrameType type, std::string_view payload) {
    const auto header = frame_header(id, type, payload.size());
    std::string packet{header.data(), header.size()};
    return packet.append(payload);
}

// Errors: invalid (shorter than a header, longer than a frame may be, another length than it says,
// unknown type).
inline Result<Frame> decode(std::string_view packet) {
    if (packet.size() < frame_header_bytes)
        return invalid("a frame of " + std::to_string(packet.size()) + " bytes");
    if (packet.size() > most_frame_bytes) return invalid("a frame over 256 KB");
    const auto byte = [&](std::size_t at) {
        return std::uint64_t{static_cast<unsigned char>(packet[at])};
    };
    std::uint64_t length = 0, id = 0;
    for (std::size_t n = 0; n < 4; ++n) length |= byte(n) << (8 * n);
    for (std::size_t n = 0; n < 8; ++n) id |= byte(4 + n) << (8 * n);
    if (length != packet.size() - frame_header_bytes)
        return invalid("a frame whose length is not what it says");
    const auto type = byte(12);
    if (type < 1 || type > 12) return invalid("a frame of unknown type " + std::to_string(type));
    return Frame{id, static_cast<FrameType>(type), packet.substr(frame_header_bytes)};
}

}  // namespace desk::wire
