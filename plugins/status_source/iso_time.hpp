// A moment as vendors write it: RFC 3339, "2026-11-24T08:42:00Z", "2019-02-21T08:31:24.239-06:00".
// Pure; any thread.
#pragma once

#include <desk/phrase.hpp>

#include <optional>
#include <string_view>

namespace desk {

// Nothing when it is not a moment. Digits of the second beyond milliseconds are dropped; "-0600" is
// read as well.
std::optional<Time> read_iso_time(std::string_view text);

}  // namespace desk
