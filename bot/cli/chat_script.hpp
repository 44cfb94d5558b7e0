// Golden scripts, FILE.chat: what is said, and what must come back.
//
//     # a comment
//     > [hu customer:anna] mennyibe kerül a premium 40 főre?
//     < card price tone=neutral
//     < text ~ 40 × 3200 Ft = havi nettó 128 000 Ft
//     < text ~ /Ft.*nettó/
//     > /price gold
//     < text = There is no plan called “gold”. Available plans: Business and Premium.
//
// The words in [ ] are a language and a person, both optional, and stay until others are given. An
// expectation holds when one of the replies to the line above has it: `card KIND` with or without a
// tone, `text ~` contains, `text =` is. Between slashes ".*" stands for anything; nothing else is
// special there. U+00A0 counts as a space.
#pragma once

#include "bot/cli/chat_session.hpp"
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct ScriptLine {
    int number = 0;  // in the file, from 1
    bool is_said = false;
    std::string text = {};      // what is said, or the expectation
    std::string language = {};  // of a said line, if given
    std::string person = {};
};

// Errors: invalid ("price.chat:3: …": a line that is neither, or an expectation nobody knows).
Result<std::vector<ScriptLine>> read_script(std::string_view name, std::string_view text);

struct ScriptResult {
    int said = 0;
    int held = 0;             // expectations that did
    std::string report = {};  // of those that did not: expectation and answer, as a difference
};

// Says every line in turn. Errors: those of asking the desk.
Result<ScriptResult> run_script(ChatSession& session, std::string_view name,
                                const std::vector<ScriptLine>& lines);

// Whether `expectation` ("text ~ …") holds for the answer.
bool holds(std::string_view expectation, const ChatAnswer& answer);

}  // namespace desk
