// Times as people type them on the command line.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// "2026-11-01" and "2026-11-01T08:00:00Z" (UTC), "30d", "12h", "45m" (before `now`), "today",
// "yesterday", "monday" (the last one that began, today included; 00:00 UTC). Errors: invalid.
Result<Time> read_time_argument(std::string_view text, Time now);

}  // namespace desk
