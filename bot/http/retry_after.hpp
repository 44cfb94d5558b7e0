// When a remote side wants to be asked again. Pure; any thread.
#pragma once

#include <desk/http.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace desk {

// The value of a Retry-After header, whole seconds or an HTTP date (IMF-fixdate, RFC 9110 §10.2.3),
// as the time from `now`, kept within 1 s … 1 h. None: neither of the two.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, Time now);

// The same of a response that carries one. None: it has none, or garbage.
std::optional<std::chrono::seconds> retry_after(const HttpResponse& response, Time now);

}  // namespace desk
