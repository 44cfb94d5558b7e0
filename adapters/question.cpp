#include "adapters/question.hpp"

#include "conversations/text.hpp"
#include <desk/json.hpp>

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t longest_conversation = 200;
constexpr std::size_t longest_sender = 128;
constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_action = 2'000;

// An optional field: "" when it is missing or null. Errors: invalid (of another type).
Result<std::string> optional_text(const Json& object, const char* name) {
    const auto* field = find_field(object, name);
    if (field == nullptr || field->is_null()) return std::string{};
    return text_field(object, name);
}

Result<void> check_line(const char* name, std::string_view value, std::size_t most) {
    if (character_count(value) > most) return invalid(std::string{name} + ": too long");
    if (has_control(value) || value.find_first_of("\t\r\n") != std::string_view::npos)
        return invalid(std::string{name} + ": with control characters");
    return {};
}

Result<std::string> id_field(const Json& object, const char* name, std::size_t most) {
    DESK_TRY(auto id, text_field(object, name));
    if (id.empty()) return invalid(std::string{name} + ": empty");
    DESK_CHECK(check_line(name, id, most));
    return id;
}

bool is_language_tag(std::string_view tag) {
    return tag.size() >= 2 && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-';
           });
}

Result<void> read_sender(const Json& document, Message& message) {
    const auto* sender = find_field(document, "sender");
    if (sender == nullptr || !sender->is_object()) return invalid("sender: missing");
    DESK_TRY(message.author, id_field(*sender, "id", longest_sender));
    DESK_TRY(message.author_name, optional_text(*sender, "name"));
    return check_line("sender.name", message.author_name, longest_name);
}

Result<void> read_words(const Json& document, Message& message) {
    DESK_TRY(auto action, optional_text(document, "action"));
    DESK_CHECK(check_line("action", action, longest_action));
    if (!action.empty()) {
        message.kind = MessageKind::action;
        message.values["action"] = action;
        message.text = std::move(action);
        return {};
    }
    DESK_TRY(message.text, text_field(document, "text"));
    if (message.text.empty()) return invalid("text: empty");
    if (message.text.size() > longest_text) return invalid("text: over 16 KiB");
    if (message.text.find('\0') != std::string::npos) return invalid("text: with NUL");
    return {};
}

}  // namespace

Result<Message> read_question(std::string_view body) {
    DESK_TRY(const auto document, parse_json(body));
    if (!document.is_object()) return invalid("body: not an object");

    Message message;
    DESK_TRY(message.place.channel, id_field(document, "conversation", longest_conversation));
    DESK_CHECK(read_sender(document, message));
    DESK_CHECK(read_words(document, message));
    DESK_TRY(message.language, optional_text(document, "language"));
    if (!message.language.empty() && !is_language_tag(message.language))
        return invalid("language: not a language tag");
    return message;
}

bool is_plain_id(std::string_view id, std::size_t most) {
    return !id.empty() && id.size() <= most &&
           std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

}  // namespace desk
