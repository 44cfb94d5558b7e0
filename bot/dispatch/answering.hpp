// One message on its way through the desk: routed, answered, written out in its reader's words. The work of
// Dispatcher::step() between claiming a message and committing what came of it. One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <desk/result.hpp>

#include "bot/clock.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/desk.hpp"
#include "bot/dispatch/route.hpp"
#include "bot/log.hpp"
#include "bot/metrics.hpp"
#include "bot/services/call_services.hpp"
#include "bot/services/fetch_cache.hpp"
#include "conversations/language/wording.hpp"
#include "storage/store.hpp"

namespace desk {

// Something nobody can guess; bot/fresh.hpp.
using FreshId = std::function<std::string()>;

// There is no outcome yet; the same message is tried again.
struct TryLater {
    Error why = {};
    bool at_once = false;  // the plugin's process died: a new one may do better right now
};

// What the answer to one message may cost.
struct TurnLimits {
    std::size_t reply_parts = 20;
    std::size_t value_bytes = 65'536;  // one value a plugin keeps
    FetchLimits fetch = {};
    bool records_calls = true;  // see Outcome::call
};

class Answering {
public:
    // All outlive it.
    struct Parts {
        Store& store;
        const Desk& desk;
        FetchCache& cache;
        const SendHttp& send;
        const ProbeHost& probe;
        const Clock& now;
        const FreshId& fresh_id;
        Metrics& metrics;
        const Log& log;
        TurnLimits limits = {};
    };
    using Ended = std::variant<Outcome, TryLater>;

    Answering(Parts parts, const Ticket& ticket, const Situation& situation);

    // What is to be committed, or why the message must be tried again.
    Ended run();
    // The outcome when every attempt has failed: an apology, a person, a dead letter.
    Outcome lost(const Error& why);

private:
    Route routed(const Meaning* meaning) const;
    // The same, or where the message goes when another reader has said what it means.
    Route reconsidered(Route first) const;
    Result<Opinion> ask_second_reader() const;
    void remind_later(Outcome& outcome) const;
    Ended go(const ToPlugin& to);
    Ended go(const ToHelp& to);
    Ended go(const ToAuthor& to);
    Ended go(const ToLink& to);
    Ended go(const ToCode& to);
    Ended said(const Answer& answer, const std::string& why);
    std::string customer_name(const Tenant& tenant) const;
    void name_customer(Answer& answer) const;
    void label_in_own_words(Answer& answer, const std::vector<std::string>& plugins) const;
    Ended go(const ToSubscriber& to);
    Ended go(const ToAgents& to);
    Ended go(const ToNobody& to);
    Ended plugin_answered(const ToPlugin& to, const PluginInUse& plugin, PluginAnswer answer);
    Result<PluginAnswer> call_plugin(const PluginInUse& plugin, const Call& call, Deadline until);
    Ended plugin_failed(const Error& why, bool was_hard_limit);
    // The desk's own words; the turn is over.
    Outcome told(const std::string& key, const std::string& reason);
    Outcome handed_over(const std::string& key, const std::string& reason);
    Result<void> write(const Answer& answer, const Wording& wording);
    void ask_again(const ToPlugin& to);
    void wait_for(const ToPlugin& to, const std::string& argument);
    void ask_for_confirmation(const ToPlugin& to, Answer& answer);
    Call call_for(const ToPlugin& to) const;
    Result<void> write_news(const ToSubscriber& to);
    // For the clock and outside systems: the desk itself.
    Asker asker() const;
    // A timer may find that there is nothing to say.
    bool may_be_silent() const;
    // Whose data a plugin works on: the author's customer, or the one an agent has chosen. Every guest is alone.
    Tenant tenant() const;

    Parts parts_;
    const Ticket& ticket_;
    const Situation& situation_;
    Person author_;
    std::optional<Meaning> meaning_ = {};  // of free text
    Wording::Reader reader_;
    Outcome outcome_;
};

}  // namespace desk
