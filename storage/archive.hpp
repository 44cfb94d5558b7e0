// What was said: list, read, search and trace, for the command line, the API and reports. Made for
// one `Reach`; no verb names anybody outside it, and within one customer's reach agents' notes are
// left out. Reading only; any thread.
#pragma once

#include "conversations/conversation.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Whose conversations may be seen: one customer's (a contact) or everybody's (the operator).
struct Reach {
    std::optional<std::string> customer = {};  // none: all
};

struct ConversationSummary {
    std::string id = {};  // 26 characters, unguessable; `deskhand conversations show ID`
    ConversationKey key = {};
    State state = State::bot;
    std::string assignee = {};
    std::int64_t messages = 0;  // turns so far, by anybody
    Time first_at = {};
    Time last_at = {};
    std::string last_text = {};  // of the last turn, cut to 120 characters
};

enum class Reader { everyone, agents };

// One thing that was said.
struct Turn {
    std::int64_t n = 0;       // from 1, without a gap
    std::int64_t seq = 0;     // of the message it belongs to
    std::string author = {};  // a person's id; "bot" for the desk's own words
    Reader reader = Reader::everyone;
    Time at = {};
    std::string text = {};
    std::string language = {};
    std::optional<ShownCard> card = {};
    // Of the bot's turns: which plugin answered, its version, how long it took; of a failed turn
    // the reason.
    std::string plugin = {};
    std::string plugin_version = {};
    std::chrono::microseconds took = {};
    std::string reason = {};
    std::string understood = {};  // of a person's words: how they were read; "": they were a command
    // Of the bot's turns: "pending", "sent", "fetched", "dead" …, attempts made, the platform's id.
    std::string delivery = {};
    int delivery_attempts = 0;
};

struct Hit {
    std::string conversation_id = {};
    ConversationKey key = {};
    std::int64_t n = 0;
    Time at = {};
    std::string author = {};
    std::string snippet = {};  // the words around the find
};

// One event from acceptance to its end, for `deskhand admin trace ADAPTER:EVENT_ID`.
struct Trace {
    struct Send {
        int part = 0;
        std::string state = {};
        int attempts = 0;
        std::string idempotency_key = {};
        std::string provider_id = {};
        std::string last_error = {};
    };
    ConversationKey key = {};
    std::string message_id = {};
    std::int64_t seq = 0;
    std::string state = {};  // accepted | replied | silent | dead | expired | erased
    std::string reason = {};
    int attempts = 0;
    Time received_at = {};
    std::optional<Time> done_at = {};
    std::string plugin = {};
    std::string plugin_version = {};
    std::chrono::microseconds took = {};
    std::vector<Send> sends = {};
};

// Which recorded calls are wanted.
struct CallQuery {
    Time since = {};
    Time until = Time::max();
    std::string plugin = {};  // its name in the configuration; "": of all
    int most = 1'000;         // the newest
};

// Where a recorded call stands.
struct CallPlace {
    ConversationKey key = {};
    std::int64_t seq = 0;
    std::int64_t record = 0;  // its number among all that are kept
};

struct RecordedCall {
    std::string conversation_id = {};
    std::int64_t seq = 0;
    std::int64_t n = 0;  // of the first turn it was answered with; 0: nothing was said
    Time at = {};
    CallRecord record = {};
    // What was said, its parts put together again.
    std::string text = {};
    std::optional<ShownCard> card = {};
};

class Archive {
public:
    Archive() = default;
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    virtual ~Archive() = default;

    // Newest first; what the clock told a plugin is none. `before`: only those whose last turn is older; zero: from the newest.
    virtual Result<std::vector<ConversationSummary>> list(const Reach& reach, Time before,
                                                          int most) = 0;
    // Errors: not_found (or outside the reach: the same).
    virtual Result<ConversationSummary> find(const Reach& reach, std::string_view id) = 0;
    virtual Result<std::vector<Turn>> turns(const Reach& reach, std::string_view id,
                                            std::int64_t after, int most) = 0;
    // All words of `query` (at most 16, 256 characters), newest first. Everything said so far is
    // found.
    virtual Result<std::vector<Hit>> search(const Reach& reach, std::string_view query,
                                            int most) = 0;
    // Errors: not_found.
    virtual Result<std::vector<Trace>> trace(const Reach& reach, std::string_view adapter,
                                             std::string_view event_id) = 0;
    // Calls that were recorded, oldest first; read one by one, because each may hold fetched pages.
    virtual Result<std::vector<CallPlace>> calls(const Reach& reach, const CallQuery& query) = 0;
    // Errors: not_found (forgotten meanwhile, or outside the reach).
    virtual Result<RecordedCall> call(const Reach& reach, const CallPlace& place) = 0;
};

}  // namespace desk
