// What a vendor writes about an incident, made fit to be quoted. Pure; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// HTML to plain words: tags gone, a break becomes a space, entities decoded, white space collapsed.
std::string plain_text(std::string_view html);

// After how long the vendor promises to write again: "next update in one hour", "another update
// within 30 minutes", "updates every 30 minutes". Nothing when the text says no time.
std::optional<std::chrono::minutes> promised_update(std::string_view text);

}  // namespace desk
