// Which piece of each conversation was done last, of the latest few thousand conversations. What is handed over in memory
// may come late: the store told of it meanwhile, and it is done already. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

#include "conversations/ids.hpp"

namespace desk {

// In its conversation: of which message, and which part of its answer.
using PiecePosition = std::pair<std::int64_t, int>;

class LatelyDone {
public:
    explicit LatelyDone(std::size_t most) : most_{most} {}

    void note(const ConversationKey& conversation, PiecePosition position) {
        if (latest_.size() >= most_) earlier_ = std::exchange(latest_, {});
        latest_.insert_or_assign(conversation, position);
    }

    // This piece, or a later one of its conversation.
    bool has(const ConversationKey& conversation, PiecePosition position) const {
        return has_in(latest_, conversation, position) || has_in(earlier_, conversation, position);
    }

private:
    using Done = std::map<ConversationKey, PiecePosition>;
    static bool has_in(const Done& done, const ConversationKey& conversation, PiecePosition position) {
        const auto found = done.find(conversation);
        return found != done.end() && found->second >= position;
    }

    std::size_t most_;
    Done latest_;
    Done earlier_;
};

}  // namespace desk
