#include "bot/replay/line_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace desk {
namespace {

using Lines = std::span<const std::string>;

constexpr std::size_t most_cells = 4'000'000;

// longest(i, j): how many lines the ends of both, from i and j on, have in common, in order.
class CommonLines {
public:
    CommonLines(Lines before, Lines after) : width_{after.size() + 1}, cells_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;) {
            for (std::size_t j = after.size(); j-- > 0;) {
                cells_[i * width_ + j] = before[i] == after[j] ? longest(i + 1, j + 1) + 1
                                                               : std::max(longest(i + 1, j), longest(i, j + 1));
            }
        }
    }
    std::uint32_t longest(std::size_t i, std::size_t j) const { return cells_[i * width_ + j]; }

private:
    std::size_t width_;
    std::vector<std::uint32_t> cells_;
};

void add(std::vector<std::string>& out, const char* sign, Lines lines) {
    for (const auto& line : lines) out.push_back(sign + line);
}

// What both begin and end with is no difference, and mostly all there is.
void cut_what_is_equal(Lines& before, Lines& after) {
    while (!before.empty() && !after.empty() && before.front() == after.front()) {
        before = before.subspan(1);
        after = after.subspan(1);
    }
    while (!before.empty() && !after.empty() && before.back() == after.back()) {
        before = before.first(before.size() - 1);
        after = after.first(after.size() - 1);
    }
}

}  // namespace

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<std::string> changed_lines(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    Lines old{before};
    Lines now{after};
    cut_what_is_equal(old, now);
    std::vector<std::string> out;
    if (old.size() * now.size() > most_cells) {
        add(out, "- ", old);
        add(out, "+ ", now);
        return out;
    }
    const CommonLines common{old, now};
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < old.size() || j < now.size()) {
        const auto first_old = i;
        const auto first_now = j;
        const auto is_common = [&] { return i < old.size() && j < now.size() && old[i] == now[j]; };
        while (!is_common() && i < old.size() && common.longest(i + 1, j) == common.longest(i, j)) ++i;
        while (!is_common() && j < now.size() && common.longest(i, j + 1) == common.longest(i, j)) ++j;
        add(out, "- ", old.subspan(first_old, i - first_old));
        add(out, "+ ", now.subspan(first_now, j - first_now));
        if (i < old.size() && j < now.size()) {
            ++i;
            ++j;
        }
    }
    return out;
}

}  // namespace desk
