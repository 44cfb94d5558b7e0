// An archive read to its end, page by page.
#pragma once

#include "storage/archive.hpp"
#include <desk/result.hpp>

#include <functional>
#include <string_view>
#include <vector>

namespace desk {

// Newest first; stops when `take` returns false.
Result<void> each_conversation(Archive& archive,
                               const std::function<bool(const ConversationSummary&)>& take);

// All turns of one conversation, in order.
Result<std::vector<Turn>> all_turns(Archive& archive, std::string_view id);

}  // namespace desk
