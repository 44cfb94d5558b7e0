// Slack's interactivity: somebody pressed a button of a card. Any thread.
// Source: docs.slack.dev/reference/interaction-payloads/block_actions-payload
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/slack/app.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

// `payload` is the form's field of this name. A button with a value becomes an action: its text and
// its value "action" are what the button does (a command, or words to be said). The event id is the
// trigger_id; the place is where the card was posted. No message comes of other interactions
// (dialogs, shortcuts), of other elements, and of buttons outside a channel (the app's home): they
// are acknowledged. `now` is when it happened, for lack of a time. Errors: invalid.
Result<Inbound> read_slack_action(std::string_view payload, const SlackApp& app, Time now);

}  // namespace desk
