// The JSON documents of the desk's values: what is stored, and what clients of the API read. Every reader accepts what
// the writer made, ignores unknown fields and gives missing optional ones their default. Errors of readers: broken.
#pragma once

#include <desk/json.hpp>
#include <desk/result.hpp>

#include "conversations/conversation.hpp"

namespace desk {

// {"adapter","channel","thread"?}
Json to_json(const Place& place);
Result<Place> read_place(const Json& document);

// {"adapter","channel","thread"?,"kind","event_id","author","author_name"?,"text","language"?,"values"?,"sent_at"}
Json to_json(const Message& message);
// The text of the same document without "text", as it is stored beside the words.
std::string detail_text(const Message& message);
Result<Message> read_message(const Json& document);

// {"kind","lang","tone","title","text","facts":[{"label","value"}],"actions":[{"id","label","do":{"command"|"say"}}],
//  "source"?}: the `card` of contract.md §4 and of transcripts.
Json to_json(const ShownCard& card);
Result<ShownCard> read_shown_card(const Json& document);

// {"adapter","channel","thread"?,"to","language","text","card"?}
std::string document_of(const Reply& reply);
Result<Reply> read_reply(const Json& document);

// {"command","given","waits_for","asked_of","token","plugin_version","until"}
Json to_json(const Dialog& dialog);
Result<Dialog> read_dialog(const Json& document);

}  // namespace desk
