// A conversation between two messages, what a message is answered from (Situation) and what comes of it (Outcome).
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <desk/plugin.hpp>

#include "conversations/ids.hpp"
#include "conversations/message.hpp"
#include "conversations/reply.hpp"

namespace desk {

// Who speaks next. The bot speaks in `bot` only.
enum class State { bot, open, waiting_customer, waiting_vendor, snoozed, resolved };
std::string_view name_of(State state);
Result<State> state_named(std::string_view name);

// A question that is open: an argument that is still missing, or a preview that waits for its confirmation.
struct Dialog {
    std::string command = {};
    Arguments given = {};
    std::string waits_for = {};       // the argument's name, "confirmation", or "choice": of `given`, by number
    std::string asked_of = {};        // only this author may answer
    std::string token = {};           // of the buttons; single use
    std::string plugin_version = {};  // that asked
    Time fresh_until = {};            // afterwards a preview is shown again before it is confirmed, and words are taken for
                                      // something new first
    Time until = {};                  // afterwards the answer comes too late, and we say so
};

// What is kept of a conversation between two messages.
struct Head {
    State state = State::bot;
    std::string assignee = {};
    std::string customer = {};  // an agent's own chat: the customer chosen with /customer; else ""
    Time customer_until = {};   // then it must be chosen again, so that nobody acts for the wrong one days later
    std::optional<Dialog> dialog = {};
    int misses = 0;  // not understood in a row
};

struct Situation {
    ConversationKey key = {};
    std::int64_t seq = 0;
    std::string message_id = {};  // random, shown outside; Call::id
    Message message = {};
    Head head = {};
    std::string chosen_language = {};  // what this person chose with /language, or ""
    Time received_at = {};
};

// A change to what a plugin keeps for one customer.
struct ShelfChange {
    Tenant tenant = {};
    std::string plugin = {};
    std::string key = {};
    std::optional<std::string> value = {};  // none: forget
};

// What a call saw on the shelf; when it has changed by the time the outcome is stored, the call is made again.
struct ShelfSeen {
    Tenant tenant = {};
    std::string plugin = {};
    std::string key = {};
    std::int64_t version = 0;  // 0: there was nothing
};

// A plugin's timer in this conversation: set, moved, or (without a moment) taken away.
struct TimerChange {
    std::string plugin = {};
    std::string name = {};
    std::optional<Time> at = {};
    Message message = {};  // what goes into the inbox then
};

// topic: plugin "/" topic.
struct SubscriptionChange {
    std::string topic = {};
    bool is_wanted = true;
    std::string author = {};
    Place place = {};
};

// For every subscriber of the topic, each revision once.
struct News {
    std::string topic = {};
    std::string revision = {};
    std::string plugin = {};
    std::string answer = {};  // a JSON document, plugins/sdk/wire.md
    Tenant to = {};           // whose subscribers; empty: everybody's
    bool to_desk = false;     // only the desk's own people among the subscribers; `to` says whom it is about
};

// What a source knows of a customer, for the desk's directory; see people/enrolment.hpp.
struct EnrolledCustomer {
    std::string source = {};  // the plugin's name in the configuration
    std::string id = {};      // at the source
    std::string document = {};
};

struct AuditEntry {
    std::string actor = {};   // a person's or plugin's id
    std::string action = {};  // "handover", "effect.refused", "deadletter.redrive"
    std::string object = {};
    std::string detail = {};  // no customer's words
};

// The closed set of ends of an accepted message; only `erased` may follow another.
enum class Ending { replied, silent, dead, expired, erased };
std::string_view name_of(Ending ending);

// One question a plugin asked during its call and the reply it got: JSON documents (plugins/sdk/wire.md), secrets masked.
struct Exchange {
    std::string question = {};
    std::string reply = {};
};

// A call as it was made and what came of it, to be made again through another build (bot/replay).
struct CallRecord {
    std::string plugin = {};  // its name in the configuration
    std::string version = {};
    std::string call = {};  // the call document
    std::vector<Exchange> exchanges = {};
    std::vector<std::string> effects = {};  // a line each: "remember request/7 = …"
    std::string failed = {};                // the plugin's error instead of an answer: "unavailable: …"
};

// What came of one message: kept whole, or not at all.
struct Outcome {
    Ending ending = Ending::replied;
    std::string reason = {};  // why silent or dead, and of a failed turn: what failed. No customer's words
    Head head = {};
    std::vector<Reply> replies = {};  // in the reader's words, cut to size; one outbox row each
    std::vector<Note> notes = {};
    bool fetched = false;  // the platform fetches its replies (a mailbox): they count as delivered with the commit
    std::vector<ShelfChange> shelf_changes = {};
    std::vector<ShelfSeen> shelf_seen = {};
    std::vector<TimerChange> timers = {};
    std::vector<SubscriptionChange> subscriptions = {};
    std::vector<News> news = {};
    std::vector<EnrolledCustomer> enrolled = {};
    std::map<std::string, std::int64_t> counted = {};  // a plugin's metrics; not stored
    std::vector<AuditEntry> audit = {};
    std::string person_id = {};        // who the author is in the directory
    std::string choose_language = {};  // the person chose it just now; "" leaves it as it is
    // Which plugin answered, and how long the desk worked on it.
    std::string plugin = {};
    std::string plugin_version = {};
    std::string command = {};
    std::string understood = {};  // how free text was read: intent, confidence, what else; "" of a command
    std::chrono::microseconds took = {};
    std::optional<CallRecord> call = {};  // none: no plugin was asked, or calls are not recorded
};

}  // namespace desk
