// The generic webhook, for every program that can sign: Standard Webhooks in and out.
//
// In: a signed POST with the body of adapters/question.hpp; `webhook-id` is the event id. Answer
// 202 {"message_id": "…"}. Out: a signed POST to `reply_url` with the header Idempotency-Key (equal
// to webhook-id, and the same on every attempt) and the body {"conversation", "in_reply_to",
// "message_id", "part", "language", "text", "card"?}. Any 2xx is delivered; a 410 switches the
// address off, so it pauses. The shape is fixed by contract.md, section 4.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/catalogue.hpp"
#include <desk/result.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace desk {

std::span<const AdapterSetting> webhook_settings();

// Errors: invalid (a setting is missing or wrong).
Result<std::unique_ptr<Adapter>> make_webhook(std::string_view name,
                                              const AdapterSettings& settings);

}  // namespace desk
