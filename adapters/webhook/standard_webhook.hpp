// Standard Webhooks: the signature that the webhook adapter checks and makes. Any thread.
// Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md
#pragma once

#include <desk/http.hpp>
#include <desk/result.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// One or several secrets, separated by white space: base64 with or without padding, "whsec_" before
// it or not, 24 to 64 bytes each. All of them are valid for reading, and all sign what is sent, so
// that either side can change first. Errors: invalid (none, or one that is not such a secret).
Result<std::vector<std::string>> read_webhook_secrets(std::string_view setting);

// What is known once the signature holds.
struct AuthenticWebhook {
    std::string id = {};
    Time sent_at = {};
};

// Its id and time, once `webhook-signature` is known to hold "v1," + base64 of the HMAC-SHA256 of
// "id.timestamp.body" with one of the secrets. The header is a list separated by spaces; any entry
// may match, unknown versions are skipped. Errors: denied (a header is missing or twice, the id has
// a "." or over 128 bytes or is not visible ASCII, over 300 s from `now` either way, no match).
Result<AuthenticWebhook> authentic_webhook(const HttpRequest& request,
                                           std::span<const std::string> secrets, Time now);

// The three headers for a body that is sent at `now`. Errors: invalid (no fit id, see above).
Result<Headers> signed_headers(std::string_view id, std::string_view body,
                               std::span<const std::string> secrets, Time now);

}  // namespace desk
