// Slack over HTTP: events, slash commands and buttons come to one address, replies go out as
// chat.postMessage in the thread that asked.
//
// Everything is signed: X-Slack-Signature is "v0=" + the HMAC-SHA256 of
// "v0:<X-Slack-Request-Timestamp>:<raw body>" in lower hex, the timestamp at most 300 s from now,
// either way. The one exception is the probe ssl_check=1, which does nothing. What is acknowledged
// is acknowledged with an empty 200. An author is "<team>/<user>", a channel Slack's id.
// Source: docs.slack.dev/authentication/verifying-requests-from-slack
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/catalogue.hpp"
#include <desk/result.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace desk {

std::span<const AdapterSetting> slack_settings();

// Errors: invalid (a setting is missing or wrong).
Result<std::unique_ptr<Adapter>> make_slack(std::string_view name, const AdapterSettings& settings);

}  // namespace desk
