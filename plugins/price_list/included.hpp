// What a plan includes, and what is left of it. Pure; any thread.
#pragma once

#include "plugins/price_list/quote.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace desk {

// What can still be used in the last of these periods, of `each` a period: `used` is what was used
// in every period since the contract began, the present one last. Without carry-over each period
// stands for itself; with it, what was not used before is added, and what was used too much is not
// taken back (it has been charged).
std::int64_t left_of(std::int64_t each, bool carries_over, const std::vector<std::int64_t>& used);

// What remains to be paid of some work when `left` is still included: nothing, or the rest, which
// begins later.
std::optional<Work> beyond(const Work& work, std::chrono::minutes left);

// How many blocks of hours this work takes.
std::int64_t blocks_for(const Offer& offer, std::chrono::minutes work);

}  // namespace desk
