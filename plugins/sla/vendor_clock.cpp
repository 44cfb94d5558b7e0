#include "plugins/sla/vendor_clock.hpp"

namespace desk {

std::chrono::hours vendor_response_within(char severity) {
    if (severity == 'A') return std::chrono::hours{2};
    return std::chrono::hours{severity == 'B' ? 4 : 8};
}

VendorClock vendor_clock(char severity, Time handed_over, std::optional<Time> answered, std::optional<Time> expires,
                         Time now) {
    VendorClock clock{.due = expires.value_or(handed_over + vendor_response_within(severity))};
    clock.is_answered = answered && *answered <= now;
    clock.is_late = (clock.is_answered ? *answered : now) > clock.due;
    return clock;
}

}  // namespace desk
