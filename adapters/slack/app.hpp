// What one Slack adapter knows about itself, and the spellings its readers share. Any thread.
#pragma once

#include <desk/phrase.hpp>
#include <desk/result.hpp>

#include <map>
#include <string>
#include <string_view>

namespace desk {

struct SlackApp {
    std::string adapter = {};                          // its name in the configuration
    std::string bot_user = {};                         // "U…", or "" when it is not configured
    std::string container = "/desk";                   // what follows this command is the command
    std::map<std::string, std::string> commands = {};  // "/ms365-health" → "/health"
};

// Passes on what may be an id of Slack's: 1 to 64 letters, digits, "_", "-" and ".". Errors: the
// field's own; invalid.
Result<std::string> slack_id(Result<std::string> field);

// A user of another workspace may have the same user id: "T1/U2".
std::string slack_author(std::string_view team, std::string_view user);

// "1583636399.000700". Errors: invalid.
Result<Time> slack_time(std::string_view ts);

// What a person typed, from what Slack sends: "&amp;" is "&", "<https://a.example|this>" is
// "this (https://a.example)", "<https://a.example|a.example>" is "a.example", "<#C1|general>" is
// "#general", "<!here>" is "@here", "<@U1|anna>" is "@anna". At most 16 KiB, the rest is cut.
std::string read_slack_text(std::string_view text);

// "&amp;", "&lt;", "&gt;" undone once; NUL is left out.
std::string unescape_slack_text(std::string_view text);

// `&`, `<`, `>` escaped, so that no link, mention or mass mention can come of it; the escaped text
// has at most `most` code points.
std::string escape_slack_text(std::string_view text, std::size_t most);

}  // namespace desk
