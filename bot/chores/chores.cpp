#include "bot/chores/chores.hpp"

#include <utility>

namespace desk {

Chores::Chores(std::vector<Chore> chores, Clock now, const Log& log) : now_{std::move(now)}, log_{log} {
    for (auto& chore : chores) rows_.push_back({.chore = std::move(chore)});
}

Result<bool> Chores::step() {
    bool did_something = false;
    for (auto& row : rows_) {
        const auto now = now_();
        // A due time further away than the period comes from a clock that was set back.
        if (row.due > now && row.due <= now + row.chore.period) continue;
        const auto more = row.chore.run(now);
        if (!more) log_.error("chore.failed", {{"chore", row.chore.name}, {"what", more.error().what}});
        const bool at_once = more && *more;
        row.due = at_once ? now : now + row.chore.period;
        did_something = did_something || at_once;
    }
    return did_something;
}

}  // namespace desk
