#include "bot/cli/archive_pages.hpp"

#include <set>
#include <string>

namespace desk {
namespace {

constexpr int page = 500;

}  // namespace

Result<void> each_conversation(Archive& archive,
                               const std::function<bool(const ConversationSummary&)>& take) {
    // Several conversations may have their last turn in one millisecond, so a page begins with the
    // one before.
    std::set<std::string> seen;
    Time before = {};
    while (true) {
        DESK_TRY(const auto found, archive.list({}, before, page));
        bool is_new = false;
        for (const auto& summary : found) {
            if (!seen.insert(summary.id).second) continue;
            is_new = true;
            if (!take(summary)) return {};
        }
        if (!is_new || found.size() < static_cast<std::size_t>(page)) return {};
        before = found.back().last_at + std::chrono::milliseconds{1};
    }
}

Result<std::vector<Turn>> all_turns(Archive& archive, std::string_view id) {
    std::vector<Turn> turns;
    while (true) {
        const auto after = turns.empty() ? 0 : turns.back().n;
        DESK_TRY(auto found, archive.turns({}, id, after, page));
        for (auto& turn : found) turns.push_back(std::move(turn));
        if (found.size() < static_cast<std::size_t>(page)) return turns;
    }
}

}  // namespace desk
