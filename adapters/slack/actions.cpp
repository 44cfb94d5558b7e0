#include "adapters/slack/actions.hpp"

#include "adapters/question.hpp"
#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <string>
#include <utility>

namespace desk {
namespace {

// Characters.
constexpr std::size_t longest_value = 2'000;
constexpr std::size_t longest_name = 200;

const Json& object_or_empty(const Json& document, const char* name) {
    static const Json none = Json::object();
    const auto* field = find_field(document, name);
    return field != nullptr && field->is_object() ? *field : none;
}

// The first button with a value: Slack sends one action a time, and buttons that open an address
// have none.
std::string pressed_value(const Json& document) {
    for (const auto& action : array_or_empty(document, "actions")) {
        if (text_or(action, "type", "") == "button") return text_or(action, "value", "");
    }
    return {};
}

Result<std::string> author_of(const Json& document) {
    const auto& user = object_or_empty(document, "user");
    DESK_TRY(const auto id, slack_id(text_field(user, "id")));
    auto team = text_or(user, "team_id", text_or(object_or_empty(document, "team"), "id", ""));
    if (team.empty()) team = text_or(object_or_empty(document, "enterprise"), "id", "");
    DESK_TRY(const auto checked, slack_id(std::move(team)));
    return slack_author(checked, id);
}

// The thread the card stands in; a card that others have opened a thread under is in none.
Result<std::string> thread_of(const Json& document) {
    const auto& message = object_or_empty(document, "message");
    const auto& container = object_or_empty(document, "container");
    auto thread = text_or(message, "thread_ts", text_or(container, "thread_ts", ""));
    const auto own = text_or(message, "ts", text_or(container, "message_ts", ""));
    if (thread.empty() || thread == own) return std::string{};
    DESK_CHECK(slack_time(thread));
    return thread;
}

}  // namespace

Result<Inbound> read_slack_action(std::string_view payload, const SlackApp& app, Time now) {
    DESK_TRY(const auto document, parse_json(payload));
    DESK_TRY(const auto type, text_field(document, "type"));
    if (type != "block_actions") return Inbound{};
    const auto channel = text_or(object_or_empty(document, "channel"), "id",
                                 text_or(object_or_empty(document, "container"), "channel_id", ""));
    const auto value = unescape_slack_text(pressed_value(document));
    if (channel.empty() || value.empty()) return Inbound{};
    if (character_count(value) > longest_value) return invalid("value: too long");

    Message message;
    message.kind = MessageKind::action;
    DESK_TRY(message.place.channel, slack_id(channel));
    DESK_TRY(message.place.thread, thread_of(document));
    DESK_TRY(message.author, author_of(document));
    DESK_TRY(message.event_id, text_field(document, "trigger_id"));
    if (!is_plain_id(message.event_id, 256)) return invalid("trigger_id: not an id");

    message.place.adapter = app.adapter;
    message.author_name = unescape_slack_text(
        cut_characters(text_or(object_or_empty(document, "user"), "name", ""), longest_name));
    message.text = value;
    message.values["action"] = value;
    message.sent_at = now;
    return Inbound{{std::move(message)}, {}};
}

}  // namespace desk
