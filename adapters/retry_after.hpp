// How long a platform asks us to wait. Any thread.
#pragma once

#include <desk/http.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace desk {

// The value of Retry-After, whole seconds or any of HTTP's three forms of a date, as a wait from
// `now`, clamped to 1 s … 1 h. None: it is neither.
// Source: RFC 9110, sections 10.2.3 and 5.6.7.
std::optional<std::chrono::milliseconds> read_retry_after(std::string_view value, Time now);

// The wait a response asks for. A date is counted from the response's own Date, because its clock
// may not be ours, else from when it was fetched. None: nothing (readable) is asked for.
std::optional<std::chrono::milliseconds> asked_wait(const HttpResponse& response);

}  // namespace desk
