// Whatever stands in the headers that prove a request: nobody is let in, and what is decoded is
// encoded again as it was. The input: lines "name: value" of headers, for both signed platforms.
#include "adapters/retry_after.hpp"
#include "adapters/signature.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/webhook/standard_webhook.hpp"
#include "tests/adapters/requests.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool is_true) {
    if (!is_true) std::abort();
}

desk::HttpRequest request_of(std::string_view text) {
    desk::HttpRequest request{"POST", "/hooks/x", {}, "{}"};
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        const auto colon = std::min(line.find(": "), line.size());
        request.headers.emplace_back(line.substr(0, colon),
                                     line.substr(std::min(colon + 2, line.size())));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return request;
}

void check_base64(std::string_view text) {
    const auto bytes = desk::from_base64(text);
    if (bytes) require(*desk::from_base64(desk::to_base64(*bytes)) == *bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto slack = *desk::make_slack(
        "slack", {{"signing_secret", "a secret nobody knows"}, {"bot_token", "xoxb-1"}});
    static const auto secrets =
        *desk::read_webhook_secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    const auto now = desk::test::at_second(1'614'265'330);
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto request = request_of(text);
    require(!slack->read(request, now).has_value());
    require(!desk::authentic_webhook(request, secrets, now).has_value());

    check_base64(text);
    const auto secret = desk::read_webhook_secrets(text);
    if (secret) require(secret->front().size() >= 24);
    const auto fresh = desk::fresh_time(text, now);
    if (fresh) require(std::chrono::abs(*fresh - now) <= std::chrono::seconds{300});
    const auto wait = desk::read_retry_after(text, now);
    if (wait) require(*wait >= std::chrono::seconds{1} && *wait <= std::chrono::hours{1});
    return 0;
}
