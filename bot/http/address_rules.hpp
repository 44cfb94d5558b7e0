// Which addresses and URLs the desk may reach when somebody else chose them (a plugin's fetch, a
// reply URL): what points back into our own network is refused, so that the desk cannot be used as
// a way in. Pure; any thread.
#pragma once

#include <desk/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// An IPv4 or IPv6 address; IPv4 is kept as ::ffff:a.b.c.d, so that both notations are equal.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes = {};

    bool operator==(const IpAddress&) const = default;
    auto operator<=>(const IpAddress&) const = default;
};

// "10.0.0.0/8", "::1" (one address).
struct Network {
    IpAddress base = {};
    int prefix = 128;  // bits, counted in the IPv6 form
};

// Dotted decimal or IPv6 text, without brackets or zone. None: something else (also 127.1 or
// 0x7f000001).
std::optional<IpAddress> parse_address(std::string_view text);
// The usual short form; IPv4 in dotted decimal.
std::string to_text(const IpAddress& address);

// None: not a network, or a prefix longer than the address.
std::optional<Network> parse_network(std::string_view text);
bool contains(const Network& network, const IpAddress& address);
bool contains(std::span<const Network> networks, const IpAddress& address);

bool is_loopback(const IpAddress& address);
// False for whatever is not the open internet: loopback, private, link-local, carrier NAT, unique
// local, multicast, unspecified, 0/8, documentation, reserved, and every IPv6 form with an IPv4
// address inside (mapped, compatible, 64:ff9b::/96, 64:ff9b:1::/48, 2002::/16, Teredo). An IPv4
// address is judged as itself. Source: IANA special-purpose address registries.
bool is_public(const IpAddress& address);
// As above for an address written as `family` on the wire: a mapped IPv4 address in an IPv6 socket
// is never public.
bool is_public_ipv6(const IpAddress& address);

// An absolute URL, split. Rebuilt with `to_text`, so that nobody else parses the original
// differently.
struct Url {
    std::string scheme = {};  // "http" | "https"
    std::string host = {};    // lower case; IPv6 without brackets
    bool is_ipv6 = false;
    std::uint16_t port = 0;    // the scheme's own when none is written
    std::string target = "/";  // path and query
};

// Errors: invalid (another scheme, user:password@, a fragment, a backslash, spaces, control or
// non-ASCII bytes, no host, a host with characters no host name has, port 0).
Result<Url> split_url(std::string_view text);
std::string to_text(const Url& url);

struct UrlRules {
    bool allow_private = false;  // loopback fixtures and systems in the same network; also allows
                                 // plain HTTP, any port
    bool allow_http = false;     // plain HTTP to the open internet
    std::vector<std::uint16_t> ports = {443, 80};
};

// What can be said before the name is resolved. Errors: denied (scheme or port not allowed, a host
// that is an address one must not reach).
Result<void> may_reach(const Url& url, const UrlRules& rules);
// What the name resolved to: all of them must be allowed. Errors: denied (one is not), unavailable
// (there are none).
Result<void> may_reach(const Url& url, std::span<const IpAddress> addresses, const UrlRules& rules);

}  // namespace desk
