// The headers every answer of the desk carries, errors too, unless the handler set its own of that
// name.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace desk {

inline constexpr std::array<std::pair<std::string_view, std::string_view>, 4> security_headers{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
}};

}  // namespace desk
