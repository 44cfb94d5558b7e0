// Slack's Events API: what people write where the app is. Any thread.
//
// Subscribe the app to message.channels, message.groups, message.im, message.mpim and app_mention.
// A message that mentions the app may then arrive twice, as `message` and as `app_mention`, with
// two event_ids but the same channel and ts; sometimes, in group conversations, only one of them
// comes. So the event id of an app_mention, and of a message outside a direct one that mentions
// anybody, is
// "<channel>:<ts>", which is the same for both and for every repetition. Of all others it is
// Slack's event_id.
//
// A message in a channel belongs to its thread, and opens one when it is not in one; a direct
// conversation is one long thread, except where people open another themselves. Sources:
// docs.slack.dev/apis/events-api, /reference/events/message, /reference/events/app_mention
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/slack/app.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// `body` is authentic. A challenge is answered. No message comes of: our own words, other bots,
// edits, deletions and every other subtype but file_share and thread_broadcast, other events.
// A mention of the app is taken off; nothing but a mention asks for "/help". A file without words
// becomes its name. Errors: invalid.
Result<Inbound> read_slack_event(std::string_view body, const SlackApp& app);

}  // namespace desk
