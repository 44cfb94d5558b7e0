// Which conversations an export is about.
#pragma once

#include "conversations/transcript/query.hpp"
#include "storage/archive.hpp"
#include <desk/result.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace desk {

// The conversation with that id; otherwise those that fit the query
// (conversations/transcript/query.hpp), or all when `what` is empty. Newest first. A conversation
// fits a time when something was said from `since` on and before `until`. Errors: invalid (the
// query), those of the archive.
Result<std::vector<ConversationSummary>> select_conversations(Archive& archive,
                                                              std::string_view what,
                                                              std::optional<Time> since,
                                                              std::optional<Time> until);

}  // namespace desk
