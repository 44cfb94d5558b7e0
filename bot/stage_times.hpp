// Where the time of a message goes, as histograms of /metrics in seconds: from let in to durable; from durable to a worker; one
// call of a plugin; the commit of the answer, waiting for it included; from the answer's commit to the platform's yes. The
// whole page: bot/capacity.md.
#pragma once

#include <string_view>

namespace desk {

inline constexpr std::string_view stage_accept = "deskhand_stage_seconds{stage=\"accept\"}";
inline constexpr std::string_view stage_wait = "deskhand_stage_seconds{stage=\"wait\"}";
inline constexpr std::string_view stage_plugin = "deskhand_stage_seconds{stage=\"plugin\"}";
inline constexpr std::string_view stage_commit = "deskhand_stage_seconds{stage=\"commit\"}";
inline constexpr std::string_view stage_deliver = "deskhand_stage_seconds{stage=\"deliver\"}";

}  // namespace desk
