// What another reader, a language model behind an OpenAI-compatible address, may say about a text the desk is not sure of:
// which of the offered intents is meant, and which words of the text name what. Never more: the reply is a stranger's. One
// word of it that is neither offered nor in the text makes all of it void, and no word of it is ever shown to anybody
// (bot/decisions/0008). Pure; any thread.
// Source of the documents: platform.openai.com/docs/api-reference/chat/create, platform.openai.com/docs/guides/structured-outputs
#pragma once

#include "bot/understanding/find_slots.hpp"
#include "bot/understanding/understand.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct OfferedIntent {
    std::string name = {};                   // "health.ask"
    std::vector<std::string> examples = {};  // what people write when they mean it
};

struct OpinionQuestion {
    std::string text = {};  // as it leaves the desk: may_leave()
    std::vector<OfferedIntent> intents = {};
};

// What of a message is sent: its first 2,000 characters (as many as `understand` reads), e-mail addresses, telephone numbers
// and tenants taken out.
std::string may_leave(std::string_view text);

// The body of POST …/chat/completions. The text is a message of its own; `reply_tokens`: as many at most.
std::string opinion_request(const OpinionQuestion& question, std::string_view model, std::int64_t reply_tokens);

struct NamedWords {
    SlotKind kind = SlotKind::number;
    std::string words = {};  // of the text
    bool operator==(const NamedWords&) const = default;
};

struct Opinion {
    std::string intent = {};  // one of those offered; "": none of them
    std::vector<NamedWords> named = {};
    bool operator==(const Opinion&) const = default;
};

// The reply's body. Errors: invalid (anything but one of the answers that were offered); `what` holds no word of it.
Result<Opinion> read_opinion(std::string_view reply, const OpinionQuestion& question);

// `meaning` as if the opinion were sure knowledge. Words it names are read by the readers of every message, so that only what
// they find in them counts: of the kind the opinion says, or of one it may be taken for ("40" is a number until somebody says of what).
Meaning with_opinion(Meaning meaning, const Opinion& opinion, const MessageContext& context);

}  // namespace desk
