// What "/sync" answers. Pure; any thread.
#pragma once

#include "plugins/partner_center/pass.hpp"
#include <desk/plugin.hpp>

#include <optional>

namespace desk::directory_sync {

// What is known of passes when somebody asks.
struct Progress {
    std::optional<Pass> running = {};
    std::optional<Summary> last = {};
    std::optional<Time> paused_until = {};
    bool is_wanted = false;
    Time next = {};  // when the next pass begins by itself
};
Answer progress_card(const Progress& progress);

// "sync.why_sign_in" for "sign_in", as Summary::broken_off and vendors::name_of say it.
Phrase why(const std::string& reason);

}  // namespace desk::directory_sync
