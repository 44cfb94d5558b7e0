// A reply as Slack shows it: the body of chat.postMessage, with blocks for a card. Any thread.
// Sources: docs.slack.dev/reference/methods/chat.postMessage, /reference/block-kit/blocks
#pragma once

#include "adapters/adapter.hpp"

#include <string>

namespace desk {

// The JSON document {"channel", "thread_ts"?, "text", "blocks"?, "metadata", …}.
//  * `text` is always there: it is the notification, and all that is shown without a card.
//  * Everything is plain text and escaped: no formatting, link, preview or mention comes of it.
//  * A card: header (symbol and title), section (text), fields (at most 10 facts), buttons (at most
//    5), context (source), each cut to Slack's limits. A button's value is what it does; one whose
//    value would have to be cut is left out.
//  * `metadata` carries the idempotency key, by which a reply can be found again in the channel.
//  * With outgoing.plain: no blocks, and at most 2,000 characters of text.
std::string post_message_body(const Outgoing& outgoing);

}  // namespace desk
