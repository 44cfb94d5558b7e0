// The rows of what plugins set going by themselves: timers, subscriptions, news. Inside a transaction somebody else has
// opened; the verbs that walk through them are SqliteStore::fire_timers and ::spread_news.
#pragma once

#include "conversations/conversation.hpp"
#include "storage/sqlite/statement.hpp"
#include <desk/result.hpp>

namespace desk {

class Connection;

// In the conversation `key`. Errors of all three: as Statement::step.
Result<void> change_timer(Connection& connection, const RowKey& key, const TimerChange& change);
Result<void> change_subscription(Connection& connection, const RowKey& key, const SubscriptionChange& change, Time now);
// A revision that is known is left as it is.
// What the clock told a plugin before, quietly, but for the last of it; `seq`: of the tick that has just ended.
Result<void> forget_earlier_ticks(Connection& connection, const RowKey& key, std::int64_t seq);
Result<void> keep_news(Connection& connection, const News& news, Time now);

}  // namespace desk
