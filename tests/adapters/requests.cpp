#include "tests/adapters/requests.hpp"

#include "adapters/signature.hpp"

#include <fstream>
#include <iterator>

namespace desk::test {
namespace {

std::string seconds_text(Time at) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

}  // namespace

HttpRequest webhook_request(std::string_view secret, std::string id, std::string body, Time at) {
    const auto key = *from_base64(secret.substr(secret.starts_with("whsec_") ? 6 : 0));
    const auto timestamp = seconds_text(at);
    const auto mac = to_base64(hmac_sha256(key, {id, ".", timestamp, ".", body}));
    return {"POST",
            "/hooks/webhook",
            {{"Content-Type", "application/json"},
             {"webhook-id", std::move(id)},
             {"webhook-timestamp", timestamp},
             {"webhook-signature", "v1," + mac}},
            std::move(body)};
}

HttpRequest slack_request(std::string_view secret, std::string body, Time at) {
    const auto timestamp = seconds_text(at);
    const auto mac = to_hex(hmac_sha256(secret, {"v0:", timestamp, ":", body}));
    const bool is_json = body.starts_with('{');
    return {"POST",
            "/hooks/slack",
            {{"Content-Type", is_json ? "application/json" : "application/x-www-form-urlencoded"},
             {"X-Slack-Request-Timestamp", timestamp},
             {"X-Slack-Signature", "v0=" + mac}},
            std::move(body)};
}

HttpRequest ask_request(std::string_view token, std::string key, std::string body) {
    return {"POST",
            "/api/v1/ask",
            {{"Content-Type", "application/json"},
             {"Authorization", "Bearer " + std::string{token}},
             {"Idempotency-Key", std::move(key)}},
            std::move(body)};
}

std::string url_encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        result += is_plain ? std::string{c} : "%" + to_hex(std::string{c});
    }
    return result;
}

std::string file_text(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

}  // namespace desk::test
