// One thing that reached the desk: the same value for every platform, the console and the clock.
#pragma once

#include <string>
#include <string_view>

#include <desk/plugin.hpp>

#include "conversations/ids.hpp"

namespace desk {

// message: words · action: a button was used (its value is in `values`). From the desk itself, with a plugin's name in
// values["plugin"]: timer: due, values["timer"] and ["value"] · hook: an outside system reports, values["hook"], the body
// is the text · news: for a subscriber, values["answer"] as a JSON document (plugins/sdk/wire.md)
enum class MessageKind { message, action, timer, hook, news };
std::string_view name_of(MessageKind kind);

// The place of what the clock and outside systems tell a plugin: nobody listens there.
inline constexpr std::string_view plugins_place = "plugins";
inline bool has_listener(const Place& place) { return place.adapter != plugins_place; }

struct Message {
    Place place = {};
    MessageKind kind = MessageKind::message;
    std::string event_id = {};     // the platform's: the same id again is the same message again; at most 256 bytes
    std::string author = {};       // the platform's stable user id, never a display name
    std::string author_name = {};  // shown to agents; proves nothing
    std::string text = {};         // UTF-8 without NUL, at most 16 KiB; of an action: what the button says or runs
    std::string language = {};     // what the platform says, or ""
    Arguments values = {};         // of a button or a form
    Time sent_at = {};             // by the platform's clock
};

}  // namespace desk
