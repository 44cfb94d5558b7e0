#include "bot/configuration/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace desk {
namespace {

// Longer words are nobody's typing error, and the table below is their product.
constexpr std::size_t longest = 64;

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
    a = a.substr(0, longest);
    b = b.substr(0, longest);
    std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

std::string nearest(std::string_view written, std::span<const std::string> names) {
    if (written.size() > longest) return {};

    std::string best;
    int best_distance = std::max(2, static_cast<int>(written.size()) / 3) + 1;
    for (const auto& name : names) {
        const bool begins = written.size() >= 3 && std::string_view{name}.starts_with(written);
        const int distance = begins ? 1 : edit_distance(written, name);
        // A short word has nothing in common with another that is as far away as it is long.
        if (distance >= static_cast<int>(std::max(written.size(), name.size()))) continue;
        if (distance < best_distance) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace desk
