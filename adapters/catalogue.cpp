#include "adapters/catalogue.hpp"

#include "adapters/ask/ask.hpp"
#include "adapters/console/console.hpp"
#include "adapters/slack/slack.hpp"
#include "adapters/webhook/webhook.hpp"

#include <algorithm>
#include <array>

namespace desk {

std::span<const AdapterKind> adapter_kinds() {
    static const std::array<AdapterKind, 4> kinds{
        AdapterKind{"api", DeliveryMode::mailbox, 16'000, false, ask_settings(), make_ask},
        AdapterKind{"console", DeliveryMode::mailbox, 16'000, false, console_settings(),
                    make_console},
        AdapterKind{"slack", DeliveryMode::push, 4'000, true, slack_settings(), make_slack},
        AdapterKind{"webhook", DeliveryMode::push, 16'000, true, webhook_settings(), make_webhook}};
    return kinds;
}

const AdapterKind* find_adapter_kind(std::string_view type) {
    const auto kinds = adapter_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const AdapterKind& kind) { return kind.type == type; });
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace desk
