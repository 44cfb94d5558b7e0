// When people are not to be woken by news that can wait: "22:00-07:00" in the desk's time zone. Pure.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>

namespace desk {

struct QuietHours {
    int from = 0;  // minutes of the day; from == until: none
    int until = 0;

    // Errors: invalid (neither "" nor "HH:MM-HH:MM").
    static Result<QuietHours> read(std::string_view text);
    // Errors: invalid (no such zone).
    Result<bool> is_quiet(Time now, const std::string& zone) const;
};

}  // namespace desk
