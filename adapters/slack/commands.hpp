// Slack's slash commands: a form, sent when somebody types "/desk price premium 40". Any thread.
// Source: docs.slack.dev/interactivity/implementing-slash-commands
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/form.hpp"
#include "adapters/slack/app.hpp"
#include <desk/result.hpp>

namespace desk {

// True for Slack's own probe of the address. It is not signed: it is answered 200, and nothing else
// in it is looked at.
bool is_ssl_check(const Form& form);

// "/desk price premium 40" is "/price premium 40", "/desk" alone "/help"; another command is
// itself, or what app.commands says it is called here. The event id is the trigger_id; the answer
// goes to the channel, because commands cannot be typed in a thread. `now` is when it was sent, for
// lack of a time in the form. Errors: invalid.
Result<Inbound> read_slack_command(const Form& form, const SlackApp& app, Time now);

}  // namespace desk
