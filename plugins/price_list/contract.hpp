// What one customer has agreed: the terms of an offer, changed. Never seen by another customer.
// Pure; any thread.
#pragma once

#include "plugins/price_list/offer.hpp"

#include <cstdint>
#include <string>

namespace desk {

struct Contract {
    std::string customer = {};
    std::string number = {};  // "SC-2026-17"; "" when it has none
    Offer terms = {};         // the whole offer, with what the contract changes
    std::uint64_t digest = 0;
};

}  // namespace desk
