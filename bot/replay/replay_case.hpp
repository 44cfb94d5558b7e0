// One recorded call with what came of it, as `deskhand replay` works on it and `--save` writes it: a line of JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <desk/json.hpp>
#include <desk/plugin.hpp>
#include <desk/result.hpp>

#include "conversations/conversation.hpp"
#include "storage/archive.hpp"

namespace desk {

struct ReplayCase {
    std::string conversation = {};  // its id
    std::int64_t turn = 0;          // the first one it was answered with; 0: nothing was said
    std::int64_t seq = 0;
    std::string plugin = {};
    std::string version = {};
    Call call = {};
    std::vector<Exchange> exchanges = {};
    std::vector<std::string> came = {};  // as outcome_lines
};

// What came of a call, line by line as differences are shown: the words, "card: …" where the card says more than they,
// "button: LABEL → COMMAND", "effect: …"; after a failure "error: …" alone.
std::vector<std::string> outcome_lines(const std::string& text, const std::optional<ShownCard>& card,
                                       const std::vector<std::string>& effects, const std::string& failed);

// Errors: invalid, broken (a record that cannot be read).
Result<ReplayCase> case_of(const RecordedCall& call);

// {"conversation","turn","seq","plugin","version","call":{…},"exchanges":[{"question":{…},"reply":{…}}],"came":["…"]}
Json to_json(const ReplayCase& recorded);
Result<ReplayCase> read_case(const Json& document);
// A file of them, one a line; empty lines are skipped. Errors: invalid ("line 3: …").
Result<std::vector<ReplayCase>> read_cases(std::string_view text);

// "conv 0R7K2M9QXW4T8Z1B6C3D5F7H9J turn 5"; of a call nobody heard an answer to: "conv … message 3".
std::string place_of(const ReplayCase& recorded);

}  // namespace desk
