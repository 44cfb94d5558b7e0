#include "bot/http/address_rules.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace desk {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const IpAddress& address) {
    return std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
}

// Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
constexpr std::array closed_ipv4{
    "0.0.0.0/8",     "10.0.0.0/8",      "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
    "172.16.0.0/12", "192.0.0.0/24",    "192.0.2.0/24",   "192.88.99.0/24", "192.168.0.0/16",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4"};
constexpr std::array closed_ipv6{"::/96",     "::ffff:0:0:0/96", "64:ff9b::/96",  "64:ff9b:1::/48",
                                 "100::/64",  "2001::/23",       "2001:db8::/32", "2002::/16",
                                 "3fff::/20", "5f00::/16",       "fc00::/7",      "fe80::/10",
                                 "fec0::/10", "ff00::/8"};

template <std::size_t size>
std::array<Network, size> networks_of(const std::array<const char*, size>& texts) {
    std::array<Network, size> networks;
    std::transform(texts.begin(), texts.end(), networks.begin(),
                   [](const char* text) { return parse_network(text).value(); });
    return networks;
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

std::string lower(std::string_view text) {
    std::string result{text};
    for (auto& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::optional<std::uint16_t> parse_port(std::string_view digits) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (value == 0 || value > 65'535) return std::nullopt;
    return static_cast<std::uint16_t>(value);
}

// "host", "host:port", "[v6]:port" into `url`; false: neither.
bool read_authority(std::string_view authority, Url& url) {
    auto colon = authority.rfind(':');
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return false;
        url.is_ipv6 = true;
        url.host = lower(authority.substr(1, end - 1));
        const auto address = parse_address(url.host);
        if (!address || url.host.find(':') == std::string::npos) return false;
        if (end + 1 == authority.size()) return true;
        if (authority[end + 1] != ':') return false;
        colon = end + 1;
    } else {
        url.host = lower(authority.substr(0, colon));
        if (url.host.empty() || url.host.size() > 253) return false;
        if (!std::all_of(url.host.begin(), url.host.end(), is_host_character)) return false;
    }
    if (colon == std::string_view::npos) return true;

    const auto port = parse_port(authority.substr(colon + 1));
    url.port = port.value_or(0);
    return port.has_value();
}

}  // namespace

std::optional<IpAddress> parse_address(std::string_view text) {
    if (text.size() > 45 || text.find('\0') != std::string_view::npos) return std::nullopt;
    const std::string terminated{text};
    IpAddress address;
    if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;

    std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
    if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + 12) == 1) return address;
    return std::nullopt;
}

std::string to_text(const IpAddress& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (is_mapped(address)) {
        inet_ntop(AF_INET, address.bytes.data() + 12, text.data(), text.size());
    } else {
        inet_ntop(AF_INET6, address.bytes.data(), text.data(), text.size());
    }
    return text.data();
}

std::optional<Network> parse_network(std::string_view text) {
    const auto slash = text.find('/');
    const auto base = parse_address(text.substr(0, slash));
    if (!base) return std::nullopt;
    if (slash == std::string_view::npos) return Network{*base, 128};

    const auto digits = text.substr(slash + 1);
    int prefix = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (error != std::errc{} || end != digits.data() + digits.size() || prefix < 0)
        return std::nullopt;
    if (text.find(':') == std::string_view::npos) prefix += 96;
    if (prefix > 128) return std::nullopt;
    return Network{*base, prefix};
}

bool contains(const Network& network, const IpAddress& address) {
    const auto whole = static_cast<std::size_t>(network.prefix / 8);
    const auto rest = network.prefix % 8;
    if (std::memcmp(network.base.bytes.data(), address.bytes.data(), whole) != 0) return false;
    if (rest == 0) return true;
    return ((network.base.bytes[whole] ^ address.bytes[whole]) >> (8 - rest)) == 0;
}

bool contains(std::span<const Network> networks, const IpAddress& address) {
    return std::any_of(networks.begin(), networks.end(),
                       [&](const Network& network) { return contains(network, address); });
}

bool is_loopback(const IpAddress& address) {
    return is_mapped(address) ? address.bytes[12] == 127 : address == parse_address("::1");
}

bool is_public(const IpAddress& address) {
    static const auto ipv4 = networks_of(closed_ipv4);
    static const auto ipv6 = networks_of(closed_ipv6);
    return is_mapped(address) ? !contains(ipv4, address) : !contains(ipv6, address);
}

bool is_public_ipv6(const IpAddress& address) {
    return !is_mapped(address) && is_public(address);
}

Result<Url> split_url(std::string_view text) {
    if (text.size() > 8'192) return invalid("a URL of " + std::to_string(text.size()) + " bytes");
    const auto is_odd = [](char c) { return c <= ' ' || c > '~' || c == '\\' || c == '#'; };
    if (std::any_of(text.begin(), text.end(), is_odd)) return invalid("a URL with odd characters");

    Url url;
    const auto mark = text.find("://");
    if (mark == std::string_view::npos) return invalid("a URL without http:// or https://");
    url.scheme = lower(text.substr(0, mark));
    if (url.scheme != "http" && url.scheme != "https")
        return invalid("a URL of scheme " + url.scheme);

    text.remove_prefix(mark + 3);
    const auto path = text.find_first_of("/?");
    const auto authority = text.substr(0, path);
    url.port = url.scheme == "https" ? 443 : 80;
    if (authority.find('@') != std::string_view::npos) return invalid("a URL with a user name");
    if (!read_authority(authority, url)) return invalid("a URL without a proper host and port");
    if (path != std::string_view::npos) url.target = text.substr(path);
    if (url.target.front() == '?') url.target.insert(0, "/");
    return url;
}

std::string to_text(const Url& url) {
    const auto host = url.is_ipv6 ? "[" + url.host + "]" : url.host;
    return url.scheme + "://" + host + ":" + std::to_string(url.port) + url.target;
}

Result<void> may_reach(const Url& url, const UrlRules& rules) {
    if (rules.allow_private) return {};
    if (url.scheme != "https" && !rules.allow_http) return denied(url.host + ": plain HTTP");
    if (std::find(rules.ports.begin(), rules.ports.end(), url.port) == rules.ports.end())
        return denied(url.host + ": port " + std::to_string(url.port));

    const auto address = parse_address(url.host);
    if (!address) return {};
    const bool open = url.is_ipv6 ? is_public_ipv6(*address) : is_public(*address);
    if (!open) return denied(url.host + ": not an address of the open internet");
    return {};
}

Result<void> may_reach(const Url& url, std::span<const IpAddress> addresses,
                       const UrlRules& rules) {
    if (addresses.empty()) return unavailable(url.host + ": no address");
    if (rules.allow_private) return {};
    if (!std::all_of(addresses.begin(), addresses.end(), is_public))
        return denied(url.host + ": leads to an address that is not of the open internet");
    return {};
}

}  // namespace desk
