// A response as it is sent. Pure.
#pragma once

#include <desk/http.hpp>

#include <string>
#include <string_view>

namespace desk {

// Whether it may be sent: a final status (RFC 9110, 15), header names and values without control bytes, which would split it.
bool is_sound(const HttpResponse& response);

// `connection`: the lines that say whether the connection stays open; what the handler said about framing is left out. It has
// the headers of security_headers.hpp unless the response has its own. Without body: the answer to HEAD.
std::string response_bytes(const HttpResponse& response, std::string_view connection, bool with_body);

}  // namespace desk
