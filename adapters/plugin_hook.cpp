#include "adapters/plugin_hook.hpp"

#include "adapters/signature.hpp"
#include "adapters/webhook/standard_webhook.hpp"
#include "conversations/text.hpp"

namespace desk {
namespace {

constexpr std::string_view bearer = "Bearer ";

bool has_token(const PluginHook& hook, const HttpRequest& request) {
    const auto* authorization = only_header(request.headers, "Authorization");
    if (authorization == nullptr || !authorization->starts_with(bearer)) return false;
    const auto token = std::string_view{*authorization}.substr(bearer.size());
    bool is_known = false;
    for (const auto& secret : words_of(hook.secrets)) is_known = is_equal_secret(token, secret) || is_known;
    return is_known;
}

Result<AuthenticWebhook> authentic(const PluginHook& hook, const HttpRequest& request, Time now) {
    if (hook.is_signed) {
        DESK_TRY(const auto secrets, read_webhook_secrets(hook.secrets));
        return authentic_webhook(request, secrets, now);
    }
    if (!has_token(hook, request)) return denied("hook " + hook.plugin + "/" + hook.name + ": not the token");
    const auto* key = only_header(request.headers, "Idempotency-Key");
    return AuthenticWebhook{.id = key == nullptr ? "" : *key, .sent_at = now};
}

}  // namespace

Result<Message> read_plugin_hook(const PluginHook& hook, const HttpRequest& request, Time now) {
    if (hook.secrets.empty()) return denied("hook " + hook.plugin + "/" + hook.name + ": no secret is configured");
    DESK_TRY(const auto proof, authentic(hook, request, now));
    if (request.body.size() > most_hook_bytes) return invalid("a report over 100,000 bytes");
    if (!is_utf8(request.body) || request.body.find('\0') != std::string::npos) {
        return invalid("a report that is not UTF-8, or holds NUL");
    }
    return Message{.place = {.adapter = std::string{plugins_place}, .channel = hook.plugin, .thread = hook.name},
                   .kind = MessageKind::hook,
                   .event_id = proof.id,
                   .author = "plugin:" + hook.plugin,
                   .text = request.body,
                   .values = {{"plugin", hook.plugin}, {"hook", hook.name}},
                   .sent_at = proof.sent_at};
}

}  // namespace desk
