#include "bot/cli/chat_session.hpp"

#include "adapters/console/text_card.hpp"
#include "bot/configuration/report.hpp"
#include "conversations/documents.hpp"
#include <desk/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace desk {
namespace {

constexpr std::array words{
    ChatWord{"/health", "is a service healthy: /health exchange"},
    ChatWord{"/incident", "open incidents, or one: /incident EX1042"},
    ChatWord{"/request", "file, list or look up: /request new TITLE"},
    ChatWord{"/price", "what support costs: /price premium 40"},
    ChatWord{"/person", "talk to a person"},
    ChatWord{"/help", "what can be asked"},
    ChatWord{"/language", "the language of the answers: /language hu"},
    ChatWord{"/customer", "agents: choose a customer"},
    ChatWord{"/take", "agents: answer this conversation yourself"},
    ChatWord{"/release", "agents: give it back"},
    ChatWord{"/bot", "agents: /bot on lets the desk speak again"},
    ChatWord{":as", "speak as somebody else: :as customer:anna, :as agent:kata"},
    ChatWord{":lang", "write in this language: :lang hu"},
    ChatWord{":raw", "the last answer as a document"},
    ChatWord{":why", "who gave the last answer"},
    ChatWord{":help", "this list"},
    ChatWord{":quit", "leave"}};

std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() &&
           std::string_view{" \t\r\n"}.find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    return std::string{text};
}

std::string list_of_words() {
    std::string out;
    for (const auto& word : words) {
        out += "  " + std::string{word.word} + std::string(12 - word.word.size(), ' ') +
               std::string{word.help} + "\n";
    }
    return out;
}

std::string unknown(std::string_view name) {
    std::vector<std::string> names;
    for (const auto& word : words) {
        if (word.word.front() == ':') names.emplace_back(word.word);
    }
    const auto near = likely_meant(":" + std::string{name}, names);
    return "unknown command :" + safe_for_terminal(name) +
           (near.empty() ? ". All of them: :help\n" : ". Did you mean " + near + "?\n");
}

std::string said_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::denied:
            return "the desk does not accept this token";
        case ErrorCode::unavailable:
            return "the desk cannot be reached, or is busy";
        case ErrorCode::timeout:
            return "the desk has not answered in time";
        default:
            return "the desk refused this";
    }
}

std::string as_document(const ChatAnswer& answer) {
    Json replies = Json::array();
    for (const auto& said : answer.replies) {
        Json reply{{"text", said.text}, {"language", said.language}};
        if (said.card) reply["card"] = to_json(*said.card);
        replies.push_back(std::move(reply));
    }
    return dump_json({{"message_id", answer.message_id}, {"replies", std::move(replies)}}, 2) +
           "\n";
}

}  // namespace

std::span<const ChatWord> chat_words() {
    return words;
}

ChatSession::ChatSession(AskDesk& desk, Options options)
    : desk_{desk}, options_{std::move(options)} {}

ChatSession::Shown ChatSession::line(std::string_view typed) {
    const auto text = trimmed(typed);
    if (text.empty()) return {};
    if (text.front() == ':') {
        const auto space = text.find(' ');
        const auto rest = space == std::string::npos ? std::string{} : trimmed(text.substr(space));
        return command(
            std::string_view{text}.substr(1, space == std::string::npos ? space : space - 1), rest);
    }
    std::size_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = failed == std::errc{} && end == text.data() + text.size();
    if (is_number && number >= 1 && number <= actions_.size()) {
        const auto action = actions_[number - 1];
        return ask(action.command.empty() ? action.label : action.command);
    }
    return ask(text);
}

ChatSession::Shown ChatSession::command(std::string_view name, std::string_view rest) {
    if (name == "quit" || name == "q") return {.is_over = true};
    if (name == "help") return {.text = list_of_words()};
    if (name == "raw") return {.text = as_document(last_)};
    if (name == "why") {
        if (last_.message_id.empty()) return {.text = "nothing was asked yet\n"};
        const auto why = last_.why.empty() ? std::string{} : " · " + safe_for_terminal(last_.why);
        return {.text = "message " + safe_for_terminal(last_.message_id) + why + "\n"};
    }
    if (name == "lang") {
        speak_in(std::string{rest});
        return {.text = rest.empty() ? "language: the person's own\n"
                                     : "language: " + safe_for_terminal(rest) + "\n"};
    }
    if (name == "as") {
        if (!rest.empty()) speak_as(std::string{rest});
        return {.text = "speaking as " + safe_for_terminal(options_.person) + "\n"};
    }
    return {.text = unknown(name)};
}

Result<ChatAnswer> ChatSession::say(std::string_view text) {
    const auto conversation = options_.conversation + "-" + options_.person;
    DESK_TRY(auto answer, desk_.ask(options_.person, conversation, text, options_.language));
    last_ = std::move(answer);
    actions_.clear();
    for (const auto& said : last_.replies) {
        if (said.card) actions_ = said.card->actions;
    }
    return last_;
}

ChatSession::Shown ChatSession::ask(std::string_view text) {
    const auto answer = say(text);
    if (answer) return {.text = drawn(*answer)};
    const auto& error = answer.error();
    return {.text = said_of(error) + " (" + safe_for_terminal(error.what) + ")\n", .failed = true};
}

std::string ChatSession::drawn(const ChatAnswer& answer) const {
    std::string out;
    for (const auto& said : answer.replies) {
        out +=
            said.card ? draw_card(*said.card, options_.width) : safe_for_terminal(said.text) + "\n";
    }
    return out.empty() ? "(no answer: a person will write)\n" : out;
}

}  // namespace desk
