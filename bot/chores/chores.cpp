#include "bot/chores/chores.hpp"

#include <algorithm>
#include <utility>

namespace desk {

using std::chrono::milliseconds;

Chores::Chores(std::vector<Chore> chores, Clock now, const Log& log) : now_{std::move(now)}, log_{log} {
    for (auto& chore : chores) rows_.push_back({.chore = std::move(chore)});
}

Result<bool> Chores::step() {
    bool is_at_once = false;
    for (auto& row : rows_) {
        const auto now = now_();
        // A due time further away than the period comes from a clock that was set back.
        if (row.due > now && row.due <= now + row.chore.period) continue;
        const auto more = row.chore.run(now);
        if (!more) log_.error("chore.failed", {{"chore", row.chore.name}, {"what", more.error().what}});
        const auto pause = more ? more->value_or(row.chore.period) : row.chore.period;
        row.due = now + pause;
        is_at_once = is_at_once || pause.count() == 0;
    }
    return is_at_once;
}

milliseconds Chores::until_next(milliseconds most) const {
    const auto now = now_();
    auto shortest = most;
    for (const auto& row : rows_) shortest = std::clamp(std::chrono::duration_cast<milliseconds>(row.due - now), milliseconds{0}, shortest);
    return shortest;
}

}  // namespace desk
