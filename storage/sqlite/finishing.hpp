// What came of one message, inside a transaction somebody else has opened (SqliteStore::record). All documents are written
// when it is made: nobody waits for that with the transaction open.
#pragma once

#include "storage/sqlite/call_records.hpp"
#include "storage/sqlite/statement.hpp"
#include "storage/store.hpp"
#include <desk/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

class Connection;
class Database;

class Finishing {
public:
    // The conclusion outlives it.
    Finishing(const Conclusion& conclusion, Time now, const Database& database);

    // False: another worker was faster, or a value on the shelf has changed. May run again after it was undone.
    Result<bool> operator()(Connection& connection);
    // After it was kept. None: nothing is to be sent, or something else goes before it.
    std::optional<WaitingReply> next_reply() const;

private:
    // One part of the answer.
    struct Part {
        const Reply& reply;
        int number = 0;
        std::string idem = {};  // of what is sent
        std::optional<std::string> payload = {};  // none: fetched, nothing is sent
        std::optional<std::string> card = {};
    };
    // Of the message in the inbox, and of its conversation before the message is done.
    struct Stored {
        std::int64_t id = 0;
        int attempts = 0;
        std::string adapter = {};
        std::string event_id = {};
        std::string author = {};
        std::string author_name = {};
        std::optional<std::int64_t> said = {};  // redriven: its words are in this turn
        std::string body = {};
        std::optional<std::string> extra = {};
        Time received_at = {};
        std::int64_t turns = 0;
        std::int64_t sent_seq = 0;
        std::int64_t recent = 0;

        // False: a timer or news, which say nothing.
        bool is_spoken() const { return !body.empty() || extra.has_value(); }
    };

    void add_part(const Reply& reply);
    Result<std::optional<Stored>> stored(Connection& connection) const;
    Result<bool> is_unchanged(Connection& connection, const ShelfSeen& seen) const;
    Result<bool> swap(Connection& connection, std::int64_t turns) const;
    Result<void> move_up(Connection& connection) const;
    Result<void> keep_words(Connection& connection, const Stored& message, std::int64_t n) const;
    Result<void> end_event(Connection& connection, const Stored& message, std::optional<std::int64_t> said) const;
    Result<void> leave_inbox(Connection& connection, const Stored& message, std::optional<std::int64_t> said,
                             std::optional<std::int64_t> call) const;
    Result<void> keep_part(Connection& connection, const Stored& message, const Part& part, std::int64_t n) const;
    Result<void> keep_note(Connection& connection, const Note& note, std::int64_t n) const;
    Result<void> keep_person(Connection& connection, const Stored& message) const;
    Result<void> change_shelf(Connection& connection, const ShelfChange& change) const;
    Result<void> keep_effects(Connection& connection) const;

    // What a clock said, and nobody was told of.
    bool is_silent_tick(const Stored& message) const {
        return message.adapter == plugins_place && !message.is_spoken() && outcome_.ending == Ending::silent;
    }
    // Something is sent, and not fetched.
    bool waits() const { return !outcome_.fetched && !parts_.empty(); }
    std::string_view person(const Stored& message) const {
        return outcome_.person_id.empty() ? std::string_view{message.author} : outcome_.person_id;
    }

    const Ticket& ticket_;
    const Outcome& outcome_;
    Time now_;
    const Database& database_;
    RowKey key_;
    std::vector<Part> parts_ = {};
    std::optional<std::string> dialog_ = {};
    std::optional<CallRows> call_ = {};
    std::string next_reply_to_ = {};  // the event that is answered, when its answer may be sent now
    std::string next_reply_of_ = {};  // and the adapter it came by
};

}  // namespace desk
