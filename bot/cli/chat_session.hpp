// One conversation at a terminal, without the terminal: a typed line comes in, what is shown comes
// out.
#pragma once

#include "bot/cli/ask_desk.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// A command people can type, for completion: "/health" or ":lang".
struct ChatWord {
    std::string_view word = {};
    std::string_view help = {};
};
// The desk's commands, contract.md §5, then those of the chat itself.
std::span<const ChatWord> chat_words();

class ChatSession {
public:
    struct Options {
        std::string person = {};    // "customer:anna"
        std::string language = {};  // "": the person's own
        std::string conversation =
            {};                  // its name begins with this; each person has one of their own
        std::size_t width = 80;  // columns
    };
    struct Shown {
        std::string text = {};  // lines, ended
        bool is_over = false;   // :quit
        bool failed = false;    // the desk could not be asked
    };

    // `desk` outlives the session.
    ChatSession(AskDesk& desk, Options options);

    // A colon command (:lang :as :raw :why :help :quit), the number of an action of the last card,
    // or words for the desk.
    Shown line(std::string_view typed);

    // Asks and keeps the answer. For scripts, which look at the answer itself.
    Result<ChatAnswer> say(std::string_view text);
    void speak_as(std::string person) { options_.person = std::move(person); }
    void speak_in(std::string language) { options_.language = std::move(language); }

private:
    Shown command(std::string_view name, std::string_view rest);
    Shown ask(std::string_view text);
    std::string drawn(const ChatAnswer& answer) const;

    AskDesk& desk_;
    Options options_;
    ChatAnswer last_;
    std::vector<ShownCard::ShownAction> actions_;  // of the last card
};

}  // namespace desk
