// The first line of a request, checked. Pure; any thread.
#pragma once

#include "bot/http/checked_request.hpp"
#include "bot/http/limits.hpp"

#include <string>
#include <string_view>

namespace desk {

struct RequestLine {
    std::string method = {};
    std::string target = {};
    bool is_http_1_0 = false;
};

// `line` without CRLF: METHOD SP target SP HTTP/1.0|1.1, the target in origin form ("/path?query").
Checked<RequestLine> read_request_line(std::string_view line, const HttpLimits& limits);

// False: something a router, file system or proxy could take for another path: an encoded slash,
// backslash or NUL, a dot segment, a control byte, a broken escape; as it stands or after decoding
// it once.
bool is_clean_path(std::string_view path);

// The path part of a target.
std::string_view path_of(std::string_view target);

}  // namespace desk
