#include "plugins/price_list/included.hpp"

#include <algorithm>

namespace desk {

std::int64_t left_of(std::int64_t each, bool carries_over, const std::vector<std::int64_t>& used) {
    std::int64_t left = each;
    for (std::size_t i = 0; i < used.size(); ++i) {
        const bool is_last = i + 1 == used.size();
        left = std::max(left - used[i], std::int64_t{0});
        if (!is_last) left = carries_over ? left + each : each;
    }
    return left;
}

std::optional<Work> beyond(const Work& work, std::chrono::minutes left) {
    if (left >= work.length) return std::nullopt;
    auto rest = work;
    rest.start += left;
    rest.length -= left;
    return rest;
}

std::int64_t blocks_for(const Offer& offer, std::chrono::minutes work) {
    const auto block = std::chrono::minutes{offer.block}.count();
    if (block < 1) return 0;
    return (work.count() + block - 1) / block;
}

}  // namespace desk
