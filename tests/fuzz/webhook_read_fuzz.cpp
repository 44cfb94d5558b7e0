// Authentic webhooks with any body. What comes of it must be a message that can be stored, and a
// reply made of its words must be readable for the other side and no message for us.
#include "adapters/webhook/webhook.hpp"
#include "conversations/text.hpp"
#include "tests/adapters/requests.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

void require(bool is_true) {
    if (!is_true) std::abort();
}

void check_reply(const desk::Adapter& adapter, const desk::Message& message, desk::Time now) {
    desk::Outgoing outgoing;
    outgoing.reply = {message.place, message.author, "en", message.text, {}};
    outgoing.idempotency_key = "r-1";
    const auto written = adapter.write(outgoing, now);
    require(written.has_value() && desk::is_utf8(written->body));
    require(!adapter.read(*written, now).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto adapter = *desk::make_webhook(
        "webhook", {{"secret", secret}, {"reply_url", "https://crm.example/replies"}});

    const auto now = desk::test::at_second(1'614'265'330);
    const std::string body{reinterpret_cast<const char*>(data), size};
    const auto inbound = adapter->read(desk::test::webhook_request(secret, "m", body, now), now);
    if (!inbound) {
        require(inbound.error().code == desk::ErrorCode::invalid);
        return 0;
    }
    for (const auto& message : inbound->messages) {
        require(!message.author.empty() && !message.place.channel.empty());
        require(!message.text.empty() && message.text.size() <= 16 * 1024);
        require(desk::is_utf8(message.text) && message.text.find('\0') == std::string::npos);
        check_reply(*adapter, message, now);
    }
    return 0;
}
