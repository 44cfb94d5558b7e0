// The vendor's own promise beside ours: its first response to a case it was given. Pure; any thread.
#pragma once

#include <desk/phrase.hpp>

#include <chrono>
#include <optional>

namespace desk {

// Letters A, B, C. Around the clock, valid for requests in English; a first response, not a solution.
// Source: ../shared/facts/partner-support.md §5.3 (CSP technical break-fix). An unknown letter counts as C.
std::chrono::hours vendor_response_within(char severity);

struct VendorClock {
    Time due = {};
    bool is_answered = false;
    bool is_late = false;  // answered late, or not answered at `now` although due
};

// `expires`: what the vendor itself says (Azure: serviceLevelAgreement.expirationTime), which goes before the table.
VendorClock vendor_clock(char severity, Time handed_over, std::optional<Time> answered, std::optional<Time> expires,
                         Time now);

}  // namespace desk
