// Randomness of the kernel, for what must not be guessed, and the names made of it. Any thread.
#pragma once

#include <cstddef>
#include <string>

#include <desk/phrase.hpp>

namespace desk {

std::string random_bytes(std::size_t size);
// 26 letters and digits.
std::string fresh_id();
// For an event whose sender has no id for it: a ULID in lower case (github.com/ulid/spec), 10 digits of the time in
// milliseconds and 16 random ones. Those of one hour are stored beside each other.
std::string fresh_event_id(Time now);

}  // namespace desk
