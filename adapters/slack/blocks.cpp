#include "adapters/slack/blocks.hpp"

#include "adapters/slack/app.hpp"
#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace desk {
namespace {

// Slack's limits, in characters; a text over 40,000 is cut by Slack itself.
constexpr std::size_t text_limit = 40'000;
constexpr std::size_t plain_limit = 2'000;
constexpr std::size_t header_limit = 150;
constexpr std::size_t section_limit = 3'000;
constexpr std::size_t field_limit = 2'000;
constexpr std::size_t button_limit = 75;
constexpr std::size_t value_limit = 2'000;
constexpr std::size_t action_id_limit = 255;
constexpr std::size_t most_fields = 10;
constexpr std::size_t most_buttons = 5;

Json plain_text(std::string_view text, std::size_t most) {
    return {{"type", "plain_text"}, {"text", escape_slack_text(text, most)}, {"emoji", false}};
}

void add_header(Json& blocks, const ShownCard& card) {
    if (card.title.empty()) return;
    const auto title = std::string{symbol_of(card.tone)} + " " + card.title;
    blocks.push_back({{"type", "header"}, {"text", plain_text(title, header_limit)}});
}

void add_text(Json& blocks, const ShownCard& card) {
    if (card.text.empty()) return;
    blocks.push_back({{"type", "section"}, {"text", plain_text(card.text, section_limit)}});
}

void add_facts(Json& blocks, const ShownCard& card) {
    Json fields = Json::array();
    for (const auto& fact : card.facts) {
        if (fields.size() == most_fields) break;
        fields.push_back(plain_text(fact.label + ":\n" + fact.value, field_limit));
    }
    if (!fields.empty()) blocks.push_back({{"type", "section"}, {"fields", std::move(fields)}});
}

void add_buttons(Json& blocks, const ShownCard& card) {
    Json buttons = Json::array();
    for (const auto& action : card.actions) {
        const auto& does = action.command.empty() ? action.label : action.command;
        auto value = escape_slack_text(does, value_limit);
        const bool is_whole = unescape_slack_text(value) == does;
        if (action.label.empty() || !is_whole || action.id.size() > action_id_limit) continue;
        if (buttons.size() == most_buttons) break;
        buttons.push_back({{"type", "button"},
                           {"action_id", action.id},
                           {"text", plain_text(action.label, button_limit)},
                           {"value", std::move(value)}});
    }
    if (buttons.empty()) return;
    buttons.front()["style"] = "primary";
    blocks.push_back({{"type", "actions"}, {"elements", std::move(buttons)}});
}

void add_source(Json& blocks, const ShownCard& card) {
    if (card.source.empty()) return;
    Json elements = Json::array({plain_text(card.source, field_limit)});
    blocks.push_back({{"type", "context"}, {"elements", std::move(elements)}});
}

Json blocks_of(const ShownCard& card) {
    Json blocks = Json::array();
    add_header(blocks, card);
    add_text(blocks, card);
    add_facts(blocks, card);
    add_buttons(blocks, card);
    add_source(blocks, card);
    return blocks;
}

}  // namespace

std::string post_message_body(const Outgoing& outgoing) {
    const auto& reply = outgoing.reply;
    const Json payload{{"idempotency_key", outgoing.idempotency_key}};
    Json body = {{"channel", reply.place.channel},
                 {"text", escape_slack_text(reply.text, outgoing.plain ? plain_limit : text_limit)},
                 {"mrkdwn", false},
                 {"unfurl_links", false},
                 {"unfurl_media", false},
                 {"metadata", {{"event_type", "deskhand_reply"}, {"event_payload", payload}}}};
    if (!reply.place.thread.empty()) body["thread_ts"] = reply.place.thread;
    if (!reply.card || outgoing.plain) return dump_json(body);

    auto blocks = blocks_of(*reply.card);
    if (!blocks.empty()) body["blocks"] = std::move(blocks);
    return dump_json(body);
}

}  // namespace desk
