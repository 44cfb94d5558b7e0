// A desk that can be asked, wherever it is: over HTTP, or in this process.
#pragma once

#include "conversations/reply.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct ChatAnswer {
    struct Said {
        std::string text = {};  // complete: says everything the card says
        std::string language = {};
        std::optional<ShownCard> card = {};
    };
    std::string message_id = {};
    std::vector<Said> replies = {};
    std::string why = {};  // which plugin answered and how long it took, where the desk tells it
};

class AskDesk {
public:
    AskDesk() = default;
    AskDesk(const AskDesk&) = delete;
    AskDesk& operator=(const AskDesk&) = delete;
    virtual ~AskDesk() = default;

    // Says `text` as `person` ("customer:anna", "agent:kata", or an id of the directory) and waits
    // for the answer. `language`: "hu", or "" when the person's own counts. One thread at a time.
    // Errors: denied (the token), invalid, unavailable (no desk there, or busy), timeout.
    virtual Result<ChatAnswer> ask(std::string_view person, std::string_view conversation,
                                   std::string_view text, std::string_view language) = 0;
};

}  // namespace desk
