// Authentic requests of Slack with any body: an event when the first byte is even, else a form.
// What comes of it must be a message that can be stored, and be the same when it is read again.
#include "adapters/slack/slack.hpp"
#include "conversations/text.hpp"
#include "tests/adapters/requests.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool is_true) {
    if (!is_true) std::abort();
}

void check(const desk::Message& message) {
    require(!message.author.empty() && !message.place.channel.empty() && !message.text.empty());
    require(!message.event_id.empty() && message.event_id.size() <= 256);
    require(message.text.size() <= 16 * 1024 && desk::is_utf8(message.text));
    require(message.text.find('\0') == std::string::npos);
    require(desk::is_utf8(message.author_name));
    require(message.place.channel.find('/') == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto adapter =
        *desk::make_slack("slack", {{"signing_secret", "s"}, {"bot_token", "xoxb-1"}});
    if (size == 0) return 0;

    const auto now = desk::test::at_second(1'531'420'618);
    const std::string body{reinterpret_cast<const char*>(data) + 1, size - 1};
    auto request = desk::test::slack_request("s", body, now);
    request.headers.front().second =
        data[0] % 2 == 0 ? "application/json" : "application/x-www-form-urlencoded";
    const auto inbound = adapter->read(request, now);
    if (!inbound) {
        require(inbound.error().code == desk::ErrorCode::invalid);
        return 0;
    }
    for (const auto& message : inbound->messages) check(message);
    return 0;
}
