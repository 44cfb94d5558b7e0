#include "conversations/transcript/query.hpp"

#include "conversations/text.hpp"
#include "conversations/timestamp.hpp"

#include <utility>

namespace desk {
namespace {

constexpr std::size_t most_words = 16;
constexpr std::size_t most_characters = 256;

// Splits at spaces, but not inside straight quotation marks.
std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    bool is_quoted = false;
    for (const char c : text) {
        if (c == '"') {
            is_quoted = !is_quoted;
        } else if (c == ' ' && !is_quoted) {
            if (!part.empty()) parts.push_back(std::exchange(part, {}));
        } else {
            part += c;
        }
    }
    if (!part.empty()) parts.push_back(std::move(part));
    return parts;
}

Result<Time> day_named(const std::string& name) {
    const auto time = read_timestamp(name + "T00:00:00Z");
    if (!time) return invalid("not a day (2026-11-24): \"" + name + "\"");
    return *time;
}

Result<void> add(ConversationQuery& query, const std::string& part) {
    const auto colon = part.find(':');
    const auto name = part.substr(0, colon);
    const auto value = colon == std::string::npos ? "" : part.substr(colon + 1);
    if (name == "from" && !value.empty()) {
        query.from = value;
    } else if (name == "customer" && !value.empty()) {
        query.customer = value;
    } else if (name == "state" && !value.empty()) {
        DESK_TRY(query.state, state_named(value));
    } else if (name == "since" && !value.empty()) {
        DESK_TRY(query.since, day_named(value));
    } else if (name == "until" && !value.empty()) {
        DESK_TRY(const auto day, day_named(value));
        query.until = day + std::chrono::hours{24};
    } else {
        query.words.push_back(part);
    }
    return {};
}

}  // namespace

Result<ConversationQuery> read_query(std::string_view text) {
    if (character_count(text) > most_characters) {
        return invalid("a query of more than " + std::to_string(most_characters) + " characters");
    }
    ConversationQuery query;
    for (const auto& part : parts_of(text)) {
        DESK_CHECK(add(query, part));
    }
    if (query.words.size() > most_words) {
        return invalid("a query of more than " + std::to_string(most_words) + " words");
    }
    return query;
}

}  // namespace desk
