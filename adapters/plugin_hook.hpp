// POST /hooks/plugins/PLUGIN/HOOK: an outside system reports to a plugin. The desk checks who it is, as the plugin's
// manifest says, and the report takes the same road as a customer's message. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>

#include <desk/http.hpp>
#include <desk/result.hpp>

#include "conversations/message.hpp"

namespace desk {

struct PluginHook {
    std::string plugin = {};
    std::string name = {};
    bool is_signed = true;    // Standard Webhooks; otherwise "Authorization: Bearer SECRET"
    std::string secrets = {};  // one, or several separated by white space while they are being changed
};

// A call carries at most 256 KB, and escaping may double a body.
inline constexpr std::size_t most_hook_bytes = 100'000;

// The report as a message of the place "plugins/PLUGIN/HOOK", its body as text. The event id is `webhook-id` or
// `Idempotency-Key`; "" when there is neither. Errors: denied (not authentic, or no secret is configured), invalid (no
// UTF-8, NUL, over most_hook_bytes).
Result<Message> read_plugin_hook(const PluginHook& hook, const HttpRequest& request, Time now);

}  // namespace desk
