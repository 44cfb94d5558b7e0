#include "adapters/slack/events.hpp"

#include <desk/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace desk {
namespace {

constexpr std::size_t longest_event_id = 256;
constexpr std::size_t longest_challenge = 4'096;

std::string trimmed(std::string text) {
    constexpr const char* space = " \t\r\n";
    text.erase(0, text.find_first_not_of(space));
    text.erase(text.find_last_not_of(space) + 1);
    return text;
}

Result<Inbound> answer_challenge(const Json& document) {
    DESK_TRY(const auto challenge, text_field(document, "challenge"));
    if (challenge.size() > longest_challenge) return invalid("challenge: too long");
    const Json answer{{"challenge", challenge}};
    return Inbound{{},
                   HttpResponse{200, {{"Content-Type", "application/json"}}, dump_json(answer)}};
}

// Whose words would be our own. Installations before 2020 name them in authed_users.
std::set<std::string> bot_users(const Json& document, const SlackApp& app) {
    std::set<std::string> users;
    if (!app.bot_user.empty()) users.insert(app.bot_user);
    for (const auto& grant : array_or_empty(document, "authorizations")) {
        if (bool_or(grant, "is_bot", false)) users.insert(text_or(grant, "user_id", ""));
    }
    for (const auto& user : array_or_empty(document, "authed_users")) {
        if (user.is_string()) users.insert(user.get_ref<const std::string&>());
    }
    return users;
}

bool is_for_us(const Json& event) {
    const auto type = text_or(event, "type", "");
    if (type != "message" && type != "app_mention") return false;
    const auto* subtype = find_field(event, "subtype");
    const auto name = text_or(event, "subtype", "");
    if (subtype != nullptr && name != "file_share" && name != "thread_broadcast") return false;
    if (find_field(event, "bot_id") != nullptr || find_field(event, "edited") != nullptr)
        return false;
    return !bool_or(event, "hidden", false) && text_or(event, "user", "") != "USLACKBOT";
}

// "<@U1>" and "<@U1|name>" go, with the colon or comma and the space behind them.
std::string without_mentions(std::string text, const std::set<std::string>& users) {
    for (const auto& user : users) {
        const auto mention = "<@" + user;
        for (auto from = text.find(mention); from != std::string::npos;) {
            const auto end = from + mention.size();
            const auto close = text.find('>', from);
            const bool is_whole =
                close != std::string::npos && !user.empty() && (close == end || text[end] == '|');
            if (is_whole) {
                auto rest = std::min(close + 1, text.size());
                if (rest < text.size() && (text[rest] == ':' || text[rest] == ',')) ++rest;
                while (rest < text.size() && text[rest] == ' ') ++rest;
                text.erase(from, rest - from);
            }
            from = text.find(mention, is_whole ? from : end);
        }
    }
    return text;
}

std::string names_of_files(const Json& event) {
    std::string names;
    for (const auto& file : array_or_empty(event, "files")) {
        const auto name = text_or(file, "name", "");
        if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

std::string words_of_event(const Json& event, const std::set<std::string>& bots) {
    const auto said = text_or(event, "text", "");
    auto text = trimmed(read_slack_text(without_mentions(said, bots)));
    if (text.empty()) text = read_slack_text(names_of_files(event));
    if (text.empty() && !said.empty()) text = "/help";
    return text;
}

// In a shared channel the author may come from another workspace than the event.
Result<std::string> team_of(const Json& document, const Json& event) {
    for (const char* name : {"user_team", "source_team", "team"}) {
        const auto team = text_or(event, name, "");
        if (!team.empty()) return slack_id(team);
    }
    return slack_id(text_field(document, "team_id"));
}

bool is_direct(const Json& event, std::string_view channel) {
    const auto type = text_or(event, "channel_type", "");
    return type.empty() ? channel.starts_with('D') : type == "im";
}

Result<Message> read_words(const Json& document, const Json& event, std::string text) {
    Message message;
    DESK_TRY(const auto user, slack_id(text_field(event, "user")));
    DESK_TRY(const auto team, team_of(document, event));
    DESK_TRY(const auto ts, text_field(event, "ts"));
    DESK_TRY(message.sent_at, slack_time(ts));
    DESK_TRY(message.place.channel, slack_id(text_field(event, "channel")));
    DESK_TRY(message.event_id, text_field(document, "event_id"));
    if (message.event_id.empty() || message.event_id.size() > longest_event_id)
        return invalid("event_id: empty or too long");

    const bool is_one_to_one = is_direct(event, message.place.channel);
    message.place.thread = text_or(event, "thread_ts", is_one_to_one ? "" : ts);
    if (!message.place.thread.empty()) DESK_CHECK(slack_time(message.place.thread));
    const bool may_come_twice =
        text_or(event, "type", "") == "app_mention" ||
        (!is_one_to_one && text_or(event, "text", "").find("<@") != std::string::npos);
    if (may_come_twice) message.event_id = message.place.channel + ":" + ts;
    message.author = slack_author(team, user);
    message.text = std::move(text);
    return message;
}

}  // namespace

Result<Inbound> read_slack_event(std::string_view body, const SlackApp& app) {
    DESK_TRY(const auto document, parse_json(body));
    DESK_TRY(const auto type, text_field(document, "type"));
    if (type == "url_verification") return answer_challenge(document);
    if (type != "event_callback") return Inbound{};

    const auto* event = find_field(document, "event");
    if (event == nullptr || !event->is_object()) return invalid("event: missing");
    if (!is_for_us(*event)) return Inbound{};
    const auto bots = bot_users(document, app);
    if (bots.contains(text_or(*event, "user", ""))) return Inbound{};
    auto text = words_of_event(*event, bots);
    if (text.empty()) return Inbound{};

    DESK_TRY(auto message, read_words(document, *event, std::move(text)));
    message.place.adapter = app.adapter;
    return Inbound{{std::move(message)}, {}};
}

}  // namespace desk
