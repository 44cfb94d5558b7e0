// Whose conversation it is, and which one.
#pragma once

#include <compare>
#include <string>

#include <desk/phrase.hpp>

namespace desk {

// A customer of the desk, attached by the bot and named by nobody else. Empty: the desk's own people. "guest": people
// nobody has linked to a customer yet.
struct Tenant {
    std::string customer = {};
    auto operator<=>(const Tenant&) const = default;
};

// `name` is "<adapter>/<channel>[/<thread>]".
struct ConversationKey {
    Tenant tenant = {};
    std::string name = {};
    auto operator<=>(const ConversationKey&) const = default;
};

// All that is needed to answer in the same place.
struct Place {
    std::string adapter = {};  // the adapter's name in the configuration, not its type
    std::string channel = {};
    std::string thread = {};  // empty: not in a thread
    bool operator==(const Place&) const = default;
};

inline std::string conversation_name(const Place& place) {
    return place.adapter + "/" + place.channel + (place.thread.empty() ? "" : "/" + place.thread);
}

}  // namespace desk
