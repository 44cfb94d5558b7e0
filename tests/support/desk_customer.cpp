#include "tests/support/desk_customer.hpp"

#include "tests/support/desk_client.hpp"
#include "tests/support/eventually.hpp"

#include <optional>

namespace desk::test {

std::string DeskCustomer::say(const std::string& conversation, const std::string& text) {
    auto event = name_ + "_" + std::to_string(++said_);
    const auto request = delivery(event, message_body(conversation, text, name_));
    return exchange(port_, request).status == 202 ? event : std::string{};
}

Answer DeskCustomer::ask(const std::string& conversation, const std::string& text,
                         std::chrono::seconds longest) {
    const auto began = std::chrono::steady_clock::now();
    const auto event = say(conversation, text);
    if (event.empty()) return {};
    std::optional<Received> received;
    eventually(longest, [&] {
        received = platform_.reply_to(event);
        return received.has_value();
    });
    if (!received) return {};
    return {received->field("text"),
            std::chrono::duration_cast<std::chrono::milliseconds>(received->at - began)};
}

}  // namespace desk::test
