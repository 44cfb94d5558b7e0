#include "conversations/documents.hpp"

#include "conversations/timestamp.hpp"
#include <desk/object_text.hpp>

#include <utility>

namespace desk {
namespace {

Error broken_document(const char* kind, const Error& why) {
    return broken(std::string{kind} + ": " + why.what);
}

void set_unless_empty(Json& document, const char* name, const std::string& text) {
    if (!text.empty()) document[name] = text;
}

Json arguments_document(const Arguments& arguments) {
    Json document = Json::object();
    for (const auto& [name, value] : arguments) document[name] = value;
    return document;
}

Result<Arguments> read_arguments(const Json& object, const char* name) {
    Arguments arguments;
    const auto* field = find_field(object, name);
    if (field == nullptr || field->is_null()) return arguments;
    if (!field->is_object()) return invalid(std::string{name} + ": not an object");
    for (const auto& [key, value] : field->items()) {
        if (!value.is_string()) return invalid(std::string{name} + "." + key + ": not a text");
        arguments.emplace(key, value.get_ref<const std::string&>());
    }
    return arguments;
}

Result<Time> time_field(const Json& object, const char* name) {
    DESK_TRY(const auto text, text_field(object, name));
    return read_timestamp(text);
}

void write_place(Json& document, const Place& place) {
    document["adapter"] = place.adapter;
    document["channel"] = place.channel;
    set_unless_empty(document, "thread", place.thread);
}

constexpr std::array<std::pair<MessageKind, std::string_view>, 5> message_kinds{{{MessageKind::message, "message"},
                                                                                  {MessageKind::action, "action"},
                                                                                  {MessageKind::timer, "timer"},
                                                                                  {MessageKind::hook, "hook"},
                                                                                  {MessageKind::news, "news"}}};

Result<MessageKind> read_kind(const Json& document) {
    const auto kind = text_or(document, "kind", "message");
    for (const auto& [value, name] : message_kinds) {
        if (name == kind) return value;
    }
    return invalid("kind: \"" + kind + "\"");
}

Result<Message> message_from(const Json& document) {
    Message message;
    DESK_TRY(message.place, read_place(document));
    DESK_TRY(message.kind, read_kind(document));
    DESK_TRY(message.event_id, text_field(document, "event_id"));
    DESK_TRY(message.author, text_field(document, "author"));
    message.author_name = text_or(document, "author_name", "");
    DESK_TRY(message.text, text_field(document, "text"));
    message.language = text_or(document, "language", "");
    DESK_TRY(message.values, read_arguments(document, "values"));
    DESK_TRY(message.sent_at, time_field(document, "sent_at"));
    return message;
}

Json action_document(const ShownCard::ShownAction& action) {
    Json what = Json::object();
    if (action.command.empty()) {
        what["say"] = action.label;
    } else {
        what["command"] = action.command;
    }
    return {{"id", action.id}, {"label", action.label}, {"do", std::move(what)}};
}

Result<ShownCard::ShownAction> action_from(const Json& document) {
    ShownCard::ShownAction action;
    DESK_TRY(action.id, text_field(document, "id"));
    DESK_TRY(action.label, text_field(document, "label"));
    if (const auto* what = find_field(document, "do"))
        action.command = text_or(*what, "command", "");
    return action;
}

Result<ShownCard> card_from(const Json& document) {
    ShownCard card;
    DESK_TRY(card.kind, text_field(document, "kind"));
    card.language = text_or(document, "lang", "");
    DESK_TRY(card.tone, tone_named(text_or(document, "tone", "neutral")));
    card.title = text_or(document, "title", "");
    card.text = text_or(document, "text", "");
    for (const auto& entry : array_or_empty(document, "facts")) {
        ShownCard::ShownFact fact;
        DESK_TRY(fact.label, text_field(entry, "label"));
        DESK_TRY(fact.value, text_field(entry, "value"));
        card.facts.push_back(std::move(fact));
    }
    for (const auto& entry : array_or_empty(document, "actions")) {
        DESK_TRY(auto action, action_from(entry));
        card.actions.push_back(std::move(action));
    }
    card.source = text_or(document, "source", "");
    return card;
}

Result<Reply> reply_from(const Json& document) {
    Reply reply;
    DESK_TRY(reply.place, read_place(document));
    reply.to = text_or(document, "to", "");
    reply.language = text_or(document, "language", "");
    DESK_TRY(reply.text, text_field(document, "text"));
    const auto* card = find_field(document, "card");
    if (card != nullptr && !card->is_null()) {
        DESK_TRY(reply.card, card_from(*card));
    }
    return reply;
}

Result<Dialog> dialog_from(const Json& document) {
    Dialog dialog;
    DESK_TRY(dialog.command, text_field(document, "command"));
    DESK_TRY(dialog.given, read_arguments(document, "given"));
    DESK_TRY(dialog.waits_for, text_field(document, "waits_for"));
    dialog.asked_of = text_or(document, "asked_of", "");
    dialog.token = text_or(document, "token", "");
    dialog.plugin_version = text_or(document, "plugin_version", "");
    DESK_TRY(dialog.until, time_field(document, "until"));
    dialog.fresh_until = dialog.until;
    if (find_field(document, "fresh_until") != nullptr) {
        DESK_TRY(dialog.fresh_until, time_field(document, "fresh_until"));
    }
    return dialog;
}

}  // namespace

Json to_json(const Place& place) {
    Json document = Json::object();
    write_place(document, place);
    return document;
}

Result<Place> read_place(const Json& document) {
    Place place;
    DESK_TRY(place.adapter, text_field(document, "adapter"));
    DESK_TRY(place.channel, text_field(document, "channel"));
    place.thread = text_or(document, "thread", "");
    return place;
}

std::string_view name_of(MessageKind kind) {
    for (const auto& [value, name] : message_kinds) {
        if (value == kind) return name;
    }
    return "message";
}

Json to_json(const Message& message) {
    Json document = Json::object();
    write_place(document, message.place);
    document["kind"] = name_of(message.kind);
    document["event_id"] = message.event_id;
    document["author"] = message.author;
    set_unless_empty(document, "author_name", message.author_name);
    document["text"] = message.text;
    set_unless_empty(document, "language", message.language);
    if (!message.values.empty()) document["values"] = arguments_document(message.values);
    document["sent_at"] = timestamp(message.sent_at);
    return document;
}

std::string detail_text(const Message& message) {
    std::string out;
    out.reserve(256);
    {
        ObjectText document{out};
        document.text("adapter", message.place.adapter);
        document.text("author", message.author);
        document.text_unless_empty("author_name", message.author_name);
        document.text("channel", message.place.channel);
        document.text("event_id", message.event_id);
        document.text("kind", name_of(message.kind));
        document.text_unless_empty("language", message.language);
        document.text("sent_at", timestamp(message.sent_at));
        document.text_unless_empty("thread", message.place.thread);
        if (!message.values.empty()) document.texts("values", message.values);
    }
    return out;
}

Result<Message> read_message(const Json& document) {
    auto message = message_from(document);
    if (!message) return broken_document("message", message.error());
    return message;
}

Json to_json(const ShownCard& card) {
    Json facts = Json::array();
    for (const auto& fact : card.facts) {
        facts.push_back({{"label", fact.label}, {"value", fact.value}});
    }
    Json actions = Json::array();
    for (const auto& action : card.actions) actions.push_back(action_document(action));
    Json document = {{"kind", card.kind},
                     {"lang", card.language},
                     {"tone", std::string{name_of(card.tone)}},
                     {"title", card.title},
                     {"text", card.text},
                     {"facts", std::move(facts)},
                     {"actions", std::move(actions)}};
    set_unless_empty(document, "source", card.source);
    return document;
}

Result<ShownCard> read_shown_card(const Json& document) {
    auto card = card_from(document);
    if (!card) return broken_document("card", card.error());
    return card;
}

std::string document_of(const Reply& reply) {
    std::string out;
    out.reserve(256 + reply.text.size());
    {
        ObjectText document{out};
        document.text("adapter", reply.place.adapter);
        if (reply.card) document.document("card", dump_json(to_json(*reply.card)));
        document.text("channel", reply.place.channel);
        document.text("language", reply.language);
        document.text("text", reply.text);
        document.text_unless_empty("thread", reply.place.thread);
        document.text("to", reply.to);
    }
    return out;
}

Result<Reply> read_reply(const Json& document) {
    auto reply = reply_from(document);
    if (!reply) return broken_document("reply", reply.error());
    return reply;
}

Json to_json(const Dialog& dialog) {
    return {{"command", dialog.command},       {"given", arguments_document(dialog.given)},
            {"waits_for", dialog.waits_for},   {"asked_of", dialog.asked_of},
            {"token", dialog.token},           {"plugin_version", dialog.plugin_version},
            {"until", timestamp(dialog.until)}, {"fresh_until", timestamp(dialog.fresh_until)}};
}

Result<Dialog> read_dialog(const Json& document) {
    auto dialog = dialog_from(document);
    if (!dialog) return broken_document("dialog", dialog.error());
    return dialog;
}

}  // namespace desk
