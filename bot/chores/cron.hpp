// The minutes of a cron expression: minute, hour, day of the month, month, weekday (0 and 7: Sunday); each *, a number, a
// range, a list of these, with /step after * or a range. Day and weekday both given: either is enough, as in cron(5).
// Pure values; any thread.
#pragma once

#include <array>
#include <bitset>
#include <chrono>
#include <optional>
#include <string_view>

#include <desk/result.hpp>

#include "conversations/language/local_time.hpp"

namespace desk {

class Cron {
public:
    // Errors: invalid (which field, and what is wrong with it).
    static Result<Cron> read(std::string_view text);

    bool matches(const LocalTime& at) const;
    // The last minute in (after, until] that matches on the clock of `zone`; none: there is none. A minute that a change
    // of the clocks leaves out does not match.
    std::optional<Time> last_match(Time after, Time until, std::string_view zone) const;

private:
    using Field = std::bitset<60>;
    std::array<Field, 5> fields_ = {};
    bool any_day_ = false;
    bool any_weekday_ = false;
};

}  // namespace desk
