// The JSON body in which a program speaks to the desk: the webhook adapter and POST /api/v1/ask.
//
//     {"conversation": "c-1", "sender": {"id": "u-1", "name": "Anna"?}, "text": "/price premium
//     40",
//      "language": "hu"?, "action": "/incident EX1042"?}
//
// conversation 1–200 characters, sender.id 1–128, sender.name at most 200, all without control
// characters; text 1 byte to 16 KiB without NUL; language like "hu" or "pt-BR". `action` is what a
// button of a card does (its `command`, else its label), at most 2,000 characters: the message is
// an action then, its text and its value "action" are what the button does, and `text` may be
// missing. Unknown fields are ignored; null is the same as missing. Any thread.
#pragma once

#include "conversations/message.hpp"
#include <desk/result.hpp>

#include <string_view>

namespace desk {

constexpr std::size_t longest_text = 16 * 1024;  // bytes, of every platform's messages

// A message without place.adapter, event id and time, which are not in the body. Errors: invalid
// (not one JSON object, a name twice, bytes that are not UTF-8, a field missing, wrong or too
// long).
Result<Message> read_question(std::string_view body);

// True for what may be an id from outside: 1 to `most` bytes of visible ASCII.
bool is_plain_id(std::string_view id, std::size_t most);

}  // namespace desk
