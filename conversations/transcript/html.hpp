// A transcript as one page to print or send: no script, nothing loaded from elsewhere, every word escaped.
#pragma once

#include <string>
#include <string_view>

#include "conversations/transcript/transcript.hpp"

namespace desk {

std::string html_page(const Transcript& transcript, std::string_view time_zone);

// & < > " ' as character references.
std::string html_escaped(std::string_view text);

// "2026-11-24 10:05" on a wall clock of that zone.
std::string local_stamp(Time at, std::string_view time_zone);

}  // namespace desk
