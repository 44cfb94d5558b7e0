// What Slack's answer to chat.postMessage means. Any thread.
#pragma once

#include "adapters/adapter.hpp"
#include <desk/http.hpp>

namespace desk {

// Slack says no with status 200: {"ok": false, "error": "…"}. Only its own yes is a delivery.
//  * ok: Delivered, with the `ts` of the message
//  * 429, "ratelimited": TryAgain after Retry-After, and nothing else before, because Slack does
//  not
//    say whether the channel or the workspace was too fast
//  * Slack's own trouble, or what is no answer of Slack's: TryAgain
//  * a token that is worth nothing any more: Pause · a message that is too much: SendPlain
//  * every other error (the channel is gone, archived, closed to us): GiveUp
// Source: docs.slack.dev/reference/methods/chat.postMessage#errors
Verdict verdict_of_slack(const HttpResponse& response);

}  // namespace desk
