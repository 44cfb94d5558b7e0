// A plugin's answer in its reader's words: what is said, before it is cut to a platform's size. Pure.
#pragma once

#include <optional>
#include <string>

#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include "conversations/language/wording.hpp"
#include "conversations/reply.hpp"

namespace desk {

struct WrittenAnswer {
    std::string text = {};  // "": nothing is said
    std::optional<ShownCard> card = {};
};

// Errors: those of Wording.
Result<WrittenAnswer> write_answer(const Answer& answer, const Wording& wording, const Wording::Reader& reader);

// The two buttons of a preview, which becomes a card; `token` is what they carry.
void add_confirmation(Answer& answer, const std::string& token);

}  // namespace desk
