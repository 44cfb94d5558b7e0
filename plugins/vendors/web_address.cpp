#include "plugins/vendors/web_address.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace desk::vendors {
namespace {

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

}  // namespace

std::string address_part(std::string_view value) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string part;
    for (const char letter : value) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool is_plain =
            byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view{"-._~"}.find(letter) != std::string_view::npos);
        if (is_plain) {
            part += letter;
        } else {
            part.append({'%', hex[byte >> 4], hex[byte & 0xF]});
        }
    }
    // A segment of dots alone would climb.
    if (part == "." || part == "..") part.replace(0, 1, "%2E");
    return part;
}

std::string origin_of(std::string_view address) {
    const auto is_odd = [](unsigned char byte) { return byte <= 0x20 || byte == 0x7F || byte == '\\'; };
    if (std::any_of(address.begin(), address.end(), is_odd)) return {};
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos || scheme == 0) return {};
    std::string origin{address.substr(0, address.find_first_of("/?#", scheme + 3))};
    if (origin.find('@') != std::string::npos || origin.size() == scheme + 3) return {};
    std::transform(origin.begin(), origin.end(), origin.begin(), lower);
    return origin;
}

std::string host_of(std::string_view address) {
    const auto origin = origin_of(address);
    const auto scheme = origin.find("://");
    return scheme == std::string::npos ? std::string{} : origin.substr(scheme + 3);
}

bool is_allowed_link(std::string_view address, const std::vector<std::string>& hosts) {
    if (!origin_of(address).starts_with("https://")) return false;
    const auto host = host_of(address);
    return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& allowed) {
        return host == allowed || (allowed.starts_with('.') && allowed.size() > 1 && host.ends_with(allowed));
    });
}

std::vector<std::string> host_list(std::string_view text) {
    std::vector<std::string> hosts;
    std::string word;
    for (const char letter : std::string{text} + ' ') {
        const bool is_between = letter == ',' || letter == ';' || std::isspace(static_cast<unsigned char>(letter)) != 0;
        if (!is_between) {
            word += lower(letter);
        } else if (!word.empty()) {
            hosts.push_back(std::exchange(word, {}));
        }
    }
    return hosts;
}

}  // namespace desk::vendors
