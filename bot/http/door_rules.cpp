#include "bot/http/door_rules.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace desk {
namespace {

// Compared in lower case; those with a dash at the end are beginnings.
constexpr std::array<std::string_view, 11> origin_names{"forwarded",
                                                        "x-forwarded-",
                                                        "x-real-ip",
                                                        "x-client-ip",
                                                        "true-client-ip",
                                                        "cf-connecting-ip",
                                                        "x-cluster-client-ip",
                                                        "x-remote-",
                                                        "remote-",
                                                        "x-authenticated-",
                                                        "x-original-forwarded-for"};

bool is_origin(std::string_view name) {
    constexpr std::string_view initials = "FfXxTtCcRr";
    if (name.empty() || initials.find(name.front()) == std::string_view::npos) return false;
    std::string lower{name};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::any_of(origin_names.begin(), origin_names.end(), [&](std::string_view origin) {
        return origin.ends_with('-') ? lower.starts_with(origin) : lower == origin;
    });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// All X-Forwarded-For lines are one list (RFC 9110 §5.3).
std::string forwarded_list(const Headers& headers) {
    std::string list;
    for (const auto& header : headers)
        if (find_header({header}, "X-Forwarded-For") != nullptr)
            list += (list.empty() ? "" : ",") + header.second;
    return list;
}

}  // namespace

IpAddress take_origin(Headers& headers, const IpAddress& peer,
                      std::span<const Network> trusted_proxies) {
    IpAddress client = peer;
    if (contains(trusted_proxies, peer)) {
        const auto list = forwarded_list(headers);
        for (std::string_view rest = list; !rest.empty() && contains(trusted_proxies, client);) {
            const auto comma = rest.rfind(',');
            const auto entry = comma == std::string_view::npos ? rest : rest.substr(comma + 1);
            const auto address = parse_address(trimmed(entry));
            if (!address) break;
            client = *address;
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
        }
    }
    std::erase_if(headers, [](const auto& header) { return is_origin(header.first); });
    return client;
}

}  // namespace desk
