// Everything the road must not forget. One verb is one transaction, all or nothing; any thread may
// call any verb. Safety is one compare-and-swap on the conversation (`finish`, `delivered`); leases
// and locks only save double work. Tables: storage/schema. Engines: SQLite (storage/sqlite); the
// SQL is portable so that PostgreSQL can follow.
#pragma once

#include "conversations/people/known_people.hpp"
#include "storage/incoming.hpp"
#include <desk/result.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The slots (of 64) this node may work on, and until when. SQLite holds all of them with the epoch
// taken at start.
struct Holding {
    std::int64_t epoch = 0;
    std::chrono::steady_clock::time_point act_until =
        std::chrono::steady_clock::time_point::max();  // checked before every send
};

// What became of an arrival. A redelivery gets the receipt of the first delivery.
struct Receipt {
    std::string message_id = {};  // 26 characters, unguessable, the same for every redelivery
    std::int64_t seq = 0;
    bool is_new = true;
    bool is_conflicting =
        false;  // the same event id came with another body; the first one counts (audited)
    // What `situation` would read, when the message is new and the next of its conversation to be handled.
    std::optional<Situation> next = {};
};

// The one message of a conversation that may be handled next.
struct Ticket {
    ConversationKey conversation = {};
    std::int64_t seq = 0;
    std::int64_t epoch = 0;
    int attempt = 1;
    bool has_next = false;  // another message of the conversation waited behind it when the ticket was made
};

// A reply on its way out: the next of its conversation, never two of one conversation at a time.
struct WaitingReply {
    ConversationKey conversation = {};
    std::int64_t seq = 0;
    int part = 0;  // from 0
    std::int64_t epoch = 0;
    std::string idempotency_key = {};  // made once, stored, never recomputed
    std::string message_id = {};       // of the message that is answered
    std::string in_reply_to = {};      // its event id
    Reply reply = {};
    int attempts = 0;    // made so far
    Time first_at = {};  // when it was first due
    bool has_next = false;  // another reply of the conversation waited behind it when it was read
};

// What became of an outcome.
struct Finished {
    bool is_ours = false;  // false: another worker was faster, or a value on the shelf has changed; nothing was written
    // What `waiting_replies` would tell, when the answer is to be sent and nothing goes before it.
    std::optional<WaitingReply> next_reply = {};
};

// What came of a message.
struct Conclusion {
    const Ticket& ticket;
    const Outcome& outcome;
};

// A reply that has reached its platform; `provider_id`: the platform's id of the message, or "".
struct SentReply {
    const WaitingReply& reply;
    std::string_view provider_id = {};
};

// What one commit is to keep; see Store::record.
struct Record {
    std::span<const Incoming> arrivals = {};
    std::span<const Conclusion> conclusions = {};
    std::span<const SentReply> sent = {};
};

// What became of it, in order.
struct Recorded {
    Result<std::vector<Receipt>> receipts = std::vector<Receipt>{};
    std::vector<Result<Finished>> finished = {};
    std::vector<Result<bool>> ended = {};  // of what was sent; false: somebody else ended it first
};

// Replies of an adapter that fetches, for a client that asks again.
struct Answered {
    bool is_done = false;
    Ending ending = Ending::replied;
    std::string message_id = {};
    std::vector<Reply> replies = {};
    std::string why = {};  // "health 1.0.0, 38 ms"; only while the answer is fresh
};

// A value a plugin keeps, with the number of its last change.
struct ShelfEntry {
    std::string key = {};
    std::string value = {};
    std::int64_t version = 0;
};

// A line of `deskhand admin dlq list`.
struct DeadLetter {
    ConversationKey conversation = {};
    std::int64_t seq = 0;
    int part = 0;            // -1: the message itself
    std::string stage = {};  // "process" | "send"
    std::string reason = {};
    std::string event_id = {};
    Time at = {};
    std::optional<Time> redriven_at = {};
};

// For admission, /readyz and `deskhand admin status`.
struct Backlog {
    std::int64_t waiting_messages = 0;
    std::int64_t waiting_replies = 0;
    std::int64_t dead_letters = 0;
    Time oldest_waiting = {};  // of a message; zero when none waits
    Time oldest_reply = {};    // when the reply that waits longest was made; zero when none waits
    std::int64_t conversations = 0;
};

// Since the start, for /metrics.
struct CommitFigures {
    std::int64_t commits = 0;
    std::int64_t verbs = 0;  // that shared them
    std::chrono::nanoseconds took{};  // together, from the first statement to the flush
};

class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    // Renews ours and takes free slots. Errors: unavailable.
    virtual Result<Holding> hold_slots(std::string_view node) = 0;
    virtual Result<void> release_slots(std::string_view node) = 0;

    // For `record`. Errors: invalid (an arrival without a place or an event id).
    virtual Result<Incoming> prepare(Arrival arrival) const = 0;
    // One durable commit for all of it, before it returns: all arrivals or none of them, and of the rest each by itself:
    // all of an outcome, or nothing. Repeatable. Errors, each of what it stands for: unavailable (full, locked, read only);
    // broken (a failed flush: end the process and recover); invalid (more than the engine can take).
    virtual Recorded record(const Record& record, Time now) = 0;
    // Each of its parts alone.
    Result<std::vector<Receipt>> receive(std::span<const Arrival> arrivals, Time now);
    Result<Finished> finish(const Ticket& ticket, const Outcome& outcome, Time now);
    Result<bool> delivered(const WaitingReply& reply, std::string_view provider_id, Time now);

    // The next message of each conversation that is due, oldest first, at most `most`. Locks
    // nothing: the same ticket may be given out twice, `finish` lets one of them win. A
    // conversation with 16 unsent answers waits.
    virtual Result<std::vector<Ticket>> waiting_messages(const Holding& mine, Time now,
                                                         int most) = 0;
    // The same of one conversation; none: nothing of it is due.
    virtual Result<std::optional<Ticket>> waiting_message(const Holding& mine, const ConversationKey& conversation, Time now) = 0;
    // Errors: not_found (done meanwhile).
    virtual Result<Situation> situation(const Ticket& ticket) = 0;
    // Puts the message off until `at` and counts the attempt.
    virtual Result<void> try_message_again(const Ticket& ticket, Time at, std::string_view why) = 0;
    // Counts one more attempt of every message that was being handled when the program died, see
    // bot/in_flight.
    virtual Result<void> count_attempt(const Ticket& ticket) = 0;

    // What a request to the outside came back with on an earlier attempt of this message.
    virtual Result<std::optional<std::string>> outside(const Ticket& ticket,
                                                       std::string_view key) = 0;
    virtual Result<void> keep_outside(const Ticket& ticket, std::string_view key,
                                      std::string_view result, Time now) = 0;
    // The next number of a desk-wide series (from `first`); kept under `key` so that every attempt
    // gets the same one.
    virtual Result<std::int64_t> next_number(const Ticket& ticket, std::string_view key,
                                             std::string_view series, std::int64_t first,
                                             Time now) = 0;

    // In order, one at a time per conversation, due at `now`, oldest first.
    virtual Result<std::vector<WaitingReply>> waiting_replies(const Holding& mine, Time now,
                                                              int most) = 0;
    // The same of one conversation; none: nothing of it is due.
    virtual Result<std::optional<WaitingReply>> waiting_reply(const Holding& mine, const ConversationKey& conversation,
                                                              Time now) = 0;
    // `counts` is false while an adapter is paused: no attempt was made, only `next_at` moves.
    virtual Result<void> try_reply_again(const WaitingReply& reply, Time at, std::string_view why,
                                         bool counts) = 0;
    // A dead letter with its reason; the conversation goes on.
    virtual Result<bool> give_up_reply(const WaitingReply& reply, std::string_view why,
                                       Time now) = 0;

    // What became of the event, with the replies in words. Errors: not_found (never accepted).
    virtual Result<Answered> answered(const Tenant& tenant, std::string_view adapter,
                                      std::string_view event_id) = 0;

    // What `plugin` keeps for `tenant`.
    virtual Result<std::optional<ShelfEntry>> recall(const Tenant& tenant, std::string_view plugin,
                                                     std::string_view key) = 0;
    virtual Result<std::vector<ShelfEntry>> recall_all(const Tenant& tenant,
                                                       std::string_view plugin,
                                                       std::string_view prefix, int most) = 0;
    // Who is known beside the directory's file. The version moves with every change, so that it is read again only then.
    virtual Result<std::int64_t> people_version() = 0;
    virtual Result<KnownPeople> known_people() = 0;
    virtual Result<void> keep_link_code(const LinkCode& code, Time now) = 0;
    // Once, until its time is over: from now on the account is that person's, whose id comes back. Repeatable by the same
    // account. Errors: not_found.
    virtual Result<std::string> use_link_code(std::string_view hash, std::string_view adapter, std::string_view author,
                                              Time now) = 0;
    virtual Result<void> audit(const Tenant& tenant, const AuditEntry& entry, Time now) = 0;
    virtual Result<Backlog> backlog() = 0;
    virtual CommitFigures commits() const { return {}; }

    // Dead letters. Redrive puts it back into the queue with the same idempotency key; drop ends
    // it. Both are audited.
    virtual Result<std::vector<DeadLetter>> dead_letters(int most) = 0;
    virtual Result<void> redrive(const DeadLetter& letter, std::string_view actor, Time now) = 0;
    virtual Result<void> drop(const DeadLetter& letter, std::string_view actor, Time now) = 0;

    // Chores, each in small steps of at most so many. The words of finished turns go into the tenant's search index a moment
    // later: how many turns did. Events are forgotten as duplicates after 30 days, true: there are more to be looked at; the
    // log is checkpointed.
    virtual Result<int> index_some(int most) = 0;
    // With an event of the place "plugins" its message goes too, and news that everybody has heard.
    virtual Result<bool> forget_seen(Time before, int most) = 0;
    // Recorded calls made before `before`, and the pages only they referred to, an hour later.
    virtual Result<bool> forget_calls(Time before, int most) = 0;
    // Timers that are due become messages of their conversations; news becomes a message for each subscriber, once per
    // revision, however often it is interrupted.
    virtual Result<bool> fire_timers(Time now, int most) = 0;
    virtual Result<bool> spread_news(Time now, int most) = 0;
    virtual Result<void> checkpoint() = 0;
    // Flushes the file that remembers how much was acknowledged, so that a loss is noticed at the
    // next start even after a power cut; once a second. Engines without such a file do nothing.
    virtual Result<void> sync_watermark() { return {}; }
    // Writes a row and commits: for /readyz.
    virtual Result<void> write_probe(Time now) = 0;
};

inline Result<std::vector<Receipt>> Store::receive(std::span<const Arrival> arrivals, Time now) {
    std::vector<Incoming> prepared;
    for (const auto& arrival : arrivals) {
        DESK_TRY(auto one, prepare(arrival));
        prepared.push_back(std::move(one));
    }
    return record({.arrivals = prepared}, now).receipts;
}

inline Result<Finished> Store::finish(const Ticket& ticket, const Outcome& outcome, Time now) {
    const Conclusion one{ticket, outcome};
    return record({.conclusions = {&one, 1}}, now).finished.front();
}

inline Result<bool> Store::delivered(const WaitingReply& reply, std::string_view provider_id, Time now) {
    const SentReply one{reply, provider_id};
    return record({.sent = {&one, 1}}, now).ended.front();
}

}  // namespace desk
