// What a plugin asked to be done, in one line each, as calls are recorded and compared.
#pragma once

#include <string>
#include <vector>

#include <desk/effect.hpp>

namespace desk {

// "remember request/7 = {…}", "schedule remind at 2026-11-25T08:00:00.000Z = EX1042", "publish outage EX1042/7 = {…}",
// "count filed by 1", "hand_over = …". A value longer than 2,000 bytes is cut, with its size.
std::string effect_line(const Effect& effect);

}  // namespace desk
