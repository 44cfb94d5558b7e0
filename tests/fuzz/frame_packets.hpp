// Several packets in one fuzzer's input: u16 length (little-endian) and so many bytes, the last as long as it is; sent
// through a real socket of packets whose other end is then closed.
#pragma once

#include <desk/wire_frame.hpp>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace desk::fuzz {

inline std::vector<std::string_view> packets_in(const std::uint8_t* data, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    std::vector<std::string_view> packets;
    while (rest.size() > 2 && packets.size() < 64) {
        const auto length = static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) |
                            static_cast<std::size_t>(static_cast<unsigned char>(rest[1])) << 8;
        packets.push_back(rest.substr(2, length));
        rest.remove_prefix(2 + packets.back().size());
    }
    return packets;
}

// The end that reads what was sent; whoever takes it closes it.
inline int socket_with(const std::vector<std::string_view>& packets) {
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) != 0) std::abort();
    const int bytes = wire::socket_buffer_bytes;
    ::setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    for (const auto packet : packets)
        ::send(ends[1], packet.data(), packet.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::close(ends[1]);
    return ends[0];
}

}  // namespace desk::fuzz
