// What somebody types to find a conversation: "from:anna state:open since:2026-11-01 mail late".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include "conversations/conversation.hpp"

namespace desk {

struct ConversationQuery {
    std::vector<std::string> words = {};  // all of them must have been said
    std::string from = {};                // part of the author's id or name
    std::string customer = {};            // id
    std::optional<State> state = {};
    std::optional<Time> since = {};       // the day's first moment, UTC
    std::optional<Time> until = {};       // the first moment that is too late
};

// Filters are from:, customer:, state:, since: and until: (a day, the last one included); "two words" in quotation marks
// stay together; any other colon belongs to a word. At most 16 words. Errors: invalid (an unknown state, a day the
// calendar does not have, too many words, more than 256 characters).
Result<ConversationQuery> read_query(std::string_view text);

}  // namespace desk
