// Reading what strangers publish, tolerantly: the one layer below all readers. Rules:
// ../shared/facts/partner-support.md §8.3. Pure; any thread.
#pragma once

#include <desk/json.hpp>
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// UTF-8 without a byte order mark, of UTF-8 or UTF-16 in either order of bytes, told apart by the
// mark. UTF-16 whose bytes were taken for UTF-8 on the way (the mark became two U+FFFD, and every
// second byte is zero) is put right again; of its letters beyond U+007F some are lost then. A
// broken pair becomes U+FFFD.
std::string utf8_of(std::string_view body);

// A JSON document of at most 5 MB and 32 levels; no name twice in one object. Errors: invalid (not
// that: truncated, an error page).
Result<Json> read_document(std::string_view body);

// A text or a number as text; "" for anything else.
std::string said_of(const Json& value);
// The field so, "" when absent.
std::string said_field(const Json& object, const char* name);
// A whole number, also one written as text.
std::optional<std::int64_t> number_of(const Json& value);
// true, false, "true", "False", 1, 0; otherwise `otherwise`.
bool flag_or(const Json& object, const char* name, bool otherwise);
// The field when it is an object, else an empty object.
const Json& object_or_empty(const Json& object, const char* name);

}  // namespace desk
