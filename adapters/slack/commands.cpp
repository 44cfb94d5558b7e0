#include "adapters/slack/commands.hpp"

#include "adapters/question.hpp"
#include "conversations/text.hpp"

#include <string>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t longest_name = 200;  // characters

Result<std::string> form_id(const Form& form, std::string_view name) {
    return slack_id(std::string{field_of(form, name)});
}

std::string with_slash(std::string_view words) {
    return words.starts_with('/') ? std::string{words} : "/" + std::string{words};
}

// What the person would have typed where commands have their own names.
std::string command_line(const Form& form, const SlackApp& app) {
    const std::string command{field_of(form, "command")};
    auto words = read_slack_text(field_of(form, "text"));
    words.erase(0, words.find_first_not_of(" \t\r\n"));
    if (command == app.container) return words.empty() ? "/help" : with_slash(words);

    const auto known = app.commands.find(command);
    const auto name = known == app.commands.end() ? command : known->second;
    return words.empty() ? name : name + " " + words;
}

}  // namespace

bool is_ssl_check(const Form& form) {
    return field_of(form, "ssl_check") == "1";
}

Result<Inbound> read_slack_command(const Form& form, const SlackApp& app, Time now) {
    Message message;
    if (!is_plain_id(field_of(form, "command"), 64) || !field_of(form, "command").starts_with('/'))
        return invalid("command: missing");
    DESK_TRY(message.place.channel, form_id(form, "channel_id"));
    DESK_TRY(const auto user, form_id(form, "user_id"));
    // An app that is installed for a whole organisation may leave team_id empty.
    const bool has_team = !field_of(form, "team_id").empty();
    DESK_TRY(const auto team, form_id(form, has_team ? "team_id" : "enterprise_id"));
    if (!is_plain_id(field_of(form, "trigger_id"), 256)) return invalid("trigger_id: missing");

    message.place.adapter = app.adapter;
    message.event_id = field_of(form, "trigger_id");
    message.author = slack_author(team, user);
    message.author_name = cut_characters(field_of(form, "user_name"), longest_name);
    message.text = command_line(form, app);
    message.sent_at = now;
    return Inbound{{std::move(message)}, {}};
}

}  // namespace desk
