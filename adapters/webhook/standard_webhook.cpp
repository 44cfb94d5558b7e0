#include "adapters/webhook/standard_webhook.hpp"

#include "adapters/question.hpp"
#include "adapters/signature.hpp"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t longest_id = 128;

// A "." in the id would let one signed text be read as two different messages.
bool is_webhook_id(std::string_view id) {
    return is_plain_id(id, longest_id) && id.find('.') == std::string_view::npos;
}

std::string entry_for(std::string_view id, std::string_view timestamp, std::string_view body,
                      std::string_view secret) {
    return "v1," + to_base64(hmac_sha256(secret, {id, ".", timestamp, ".", body}));
}

bool is_listed(std::string_view list, std::string_view entry) {
    bool found = false;
    for (std::size_t from = 0; from <= list.size();) {
        const auto to = std::min(list.find(' ', from), list.size());
        // Not ||: the time must not tell which entry matched.
        found |= is_equal_secret(list.substr(from, to - from), entry);
        from = to + 1;
    }
    return found;
}

}  // namespace

Result<std::vector<std::string>> read_webhook_secrets(std::string_view setting) {
    constexpr std::string_view prefix = "whsec_";
    std::vector<std::string> secrets;
    for (std::string_view word : words_of(setting)) {
        if (word.starts_with(prefix)) word.remove_prefix(prefix.size());
        auto secret = from_base64(word);
        if (!secret) return invalid("not base64");
        if (secret->size() < 24 || secret->size() > 64) return invalid("not 24 to 64 bytes");
        secrets.push_back(*std::move(secret));
    }
    if (secrets.empty()) return invalid("missing");
    return secrets;
}

Result<AuthenticWebhook> authentic_webhook(const HttpRequest& request,
                                           std::span<const std::string> secrets, Time now) {
    const auto* id = only_header(request.headers, "webhook-id");
    const auto* timestamp = only_header(request.headers, "webhook-timestamp");
    const auto* signatures = only_header(request.headers, "webhook-signature");
    if (id == nullptr || timestamp == nullptr || signatures == nullptr)
        return denied("webhook: a header missing or twice");
    if (!is_webhook_id(*id)) return denied("webhook: not a fit webhook-id");
    const auto sent_at = fresh_time(*timestamp, now);
    if (!sent_at) return denied("webhook: over 300 s old or ahead");

    bool is_authentic = false;
    for (const auto& secret : secrets) {
        is_authentic |= is_listed(*signatures, entry_for(*id, *timestamp, request.body, secret));
    }
    if (!is_authentic) return denied("webhook: no signature fits");
    return AuthenticWebhook{*id, *sent_at};
}

Result<Headers> signed_headers(std::string_view id, std::string_view body,
                               std::span<const std::string> secrets, Time now) {
    if (!is_webhook_id(id)) return invalid("webhook: not a fit id to send");

    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch();
    const auto timestamp = std::to_string(seconds.count());
    std::string signatures;
    for (const auto& secret : secrets) {
        if (!signatures.empty()) signatures += ' ';
        signatures += entry_for(id, timestamp, body, secret);
    }
    return Headers{{"webhook-id", std::string{id}},
                   {"webhook-timestamp", timestamp},
                   {"webhook-signature", signatures}};
}

}  // namespace desk
