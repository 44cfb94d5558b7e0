// What signatures of every platform are made of: HMAC-SHA256, its spellings, the comparison that
// tells nothing by its time, and the window against replays. Any thread.
#pragma once

#include "conversations/text.hpp"
#include <desk/http.hpp>
#include <desk/result.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The 32 raw bytes of HMAC-SHA256 over the parts, one after the other.
std::string hmac_sha256(std::string_view key, std::initializer_list<std::string_view> parts);

// RFC 4648 section 4, with padding.
std::string to_base64(std::string_view bytes);
// The same alphabet; padding may be missing, but not be wrong. Errors: invalid.
Result<std::string> from_base64(std::string_view text);

// The time taken depends on the lengths alone.
bool is_equal_secret(std::string_view one, std::string_view other);

// What `timestamp`, decimal seconds since 1970, says, when that is at most 300 s away from `now`,
// either way. None: a replay, a clock that is wrong, or not such a number.
std::optional<Time> fresh_time(std::string_view timestamp, Time now);

// The header, or nullptr when it is missing or stands there more than once: of two signatures or
// timestamps nobody can say which one was checked.
const std::string* only_header(const Headers& headers, std::string_view name);

// A setting may hold several secrets, separated by white space, while they are being changed.
std::vector<std::string> words_of(std::string_view setting);

}  // namespace desk
