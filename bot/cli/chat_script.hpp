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
//
// The world of `deskhand plugin test` (bot/cli/made_up_world.hpp) is made up by lines between them:
//
//     clock 2026-11-24T09:05:00Z                     # stands still until the next such line
//     web https://board.example/news 200 lift closed # what a GET brings: status, body
//     web POST https://itsm.example/new 201 @filed.json  # the body is a file beside the script
//     web https://board.example/news fails           # nobody answers
//     setting url https://board.example              # of the plugin; above everything that is said
#pragma once

#include "bot/cli/chat_session.hpp"
#include <desk/result.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct ScriptLine {
    int number = 0;  // in the file, from 1
    bool is_said = false;
    std::string world = {};     // "clock" | "web" | "setting"; "": said or expected
    std::string text = {};      // what is said, the expectation, or what follows the word
    std::string language = {};  // of a said line, if given
    std::string person = {};
};

// Errors: invalid ("price.chat:3: …": a line that is none of these, an expectation nobody knows, a
// setting below the first said line).
Result<std::vector<ScriptLine>> read_script(std::string_view name, std::string_view text);

struct ScriptResult {
    int said = 0;
    int held = 0;             // expectations that did
    std::string report = {};  // of those that did not: expectation and answer, as a difference
    std::vector<ChatAnswer> answers = {};  // one for each said line
};

// Takes a `clock` or `web` line. Errors: invalid (what is wrong with it).
using ChangeWorld = std::function<Result<void>(const ScriptLine& line)>;

// Says every line in turn. Errors: those of asking the desk and of `change_world`; invalid (a line
// about the world where there is none to change).
Result<ScriptResult> run_script(ChatSession& session, std::string_view name,
                                const std::vector<ScriptLine>& lines,
                                const ChangeWorld& change_world = {});

// `text`, the script that `lines` were read from, with the expectations that do not hold for the
// answers to it replaced by what came back: a card by its kind and tone, a text by its words (one
// `text ~` for each line when it has several). Those that hold stay as they are; a said line
// without any gets them.
std::string updated_script(std::string_view text, const std::vector<ScriptLine>& lines,
                           const std::vector<ChatAnswer>& answers);

// Whether `expectation` ("text ~ …") holds for the answer.
bool holds(std::string_view expectation, const ChatAnswer& answer);

}  // namespace desk
