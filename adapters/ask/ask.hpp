// POST /api/v1/ask, for scripts that ask and wait: a bearer token, the body of
// adapters/question.hpp. A mailbox: nothing is sent, the route that serves the path waits for the
// answer and puts it together from what `write` makes, one {"text", "language", "card"?} a reply.
//
// The event id is the header Idempotency-Key (visible ASCII, at most 256 bytes). Without it the
// event id is "", and who receives the message must give it a random one: every such request is
// new.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/catalogue.hpp"
#include <desk/result.hpp>

#include <memory>
#include <span>
#include <string_view>

namespace desk {

std::span<const AdapterSetting> ask_settings();

// Errors: invalid (a setting is missing or wrong).
Result<std::unique_ptr<Adapter>> make_ask(std::string_view name, const AdapterSettings& settings);

}  // namespace desk
