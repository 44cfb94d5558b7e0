// What a plugin author includes: Plugin (yours), Host (the bot, during one call), Call (what is asked), Answer.
//
// A plugin runs in a process of its own, one call at a time. It keeps no conversation state: arguments arrive complete
// and checked, values are kept with `remember`. The last line of the file is DESK_PLUGIN(Name), from <desk/entry.hpp>.
// The ten-minute guide is plugins/README.md; the documents behind these types are on one page, plugins/sdk/wire.md.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <desk/card.hpp>
#include <desk/http.hpp>
#include <desk/phrase.hpp>
#include <desk/result.hpp>

namespace desk {

using Arguments = std::map<std::string, std::string>;

// Who asks. `id` is the person's id in the desk's directory ("guest:…" for somebody unknown), never a display name.
struct Asker {
    std::string id = {};
    std::string role = {};  // guest | contact | sales | helpdesk | lead | admin
    PersonName name = {};
};

// For whom. Empty id: the desk itself, or a guest.
struct CustomerRef {
    std::string id = {};
    std::string name = {};
};

// command: a slash command or a sentence that means one · text: what a plugin listens to · question: from another plugin
// · timer: a timer is due (argument "value": the text it was set with) · hook: an outside system reports (argument
// "body"); since wall 1.1
enum class CallKind { command, text, question, timer, hook };
// answer: say it · preview: show what would happen, change nothing · perform: the asker has confirmed, do it
enum class Step { answer, preview, perform };

struct Call {
    std::string id = {};  // the same on every attempt to answer this message: the idempotency key
    CallKind kind = CallKind::command;
    std::string name = {};        // of the handler
    Arguments arguments = {};     // only those given; checked against the manifest
    Step step = Step::answer;
    std::string conversation = {};
    std::int64_t seq = 0;  // the message's number in its conversation, from 1
    int attempt = 1;
    Asker asker = {};
    CustomerRef customer = {};
    std::string language = {};   // the reader's: "en", "hu", "de"
    std::string time_zone = {};  // the reader's, IANA name
    Time now = {};

    // The argument, or "" when it was not given.
    const std::string& operator[](const std::string& argument) const {
        static const std::string none;
        const auto found = arguments.find(argument);
        return found == arguments.end() ? none : found->second;
    }
};

// What is said. With a card, `text` may be empty: the card's own plain text is used then.
struct Answer {
    std::vector<Phrase> text = {};  // sentences, joined with a space
    std::optional<Card> card = {};
    // On a preview: false says there is nothing to confirm (a refusal, a question), so no confirmation is asked for.
    bool confirmable = true;
    // On a preview: the argument that is still needed and that this answer asks for. What the person says next is its value,
    // as after a question of the manifest, and the preview is made again; a button without a command is such an answer.
    // Nothing is confirmed before. Since wall 1.2.
    std::string asks = {};
};

inline Answer say(std::string key, std::map<std::string, Value> values = {}) {
    Answer answer;
    answer.text.push_back(Phrase{std::move(key), std::move(values)});
    return answer;
}

// A value kept by the plugin for one customer.
struct Kept {
    std::string key = {};
    std::string value = {};
};

// The bot, as a plugin sees it during one call. Questions (fetch, recall, look_up, ask, next_number) are answered at
// once and change nothing a person can see; effects (everything that returns nothing, but log) travel with the answer and
// become visible with it, all or nothing, once. Not to be kept or used after the call, nor from another thread.
class Host {
public:
    Host() = default;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;
    virtual ~Host() = default;

    // The setting from the configuration, "" when absent; a file setting gives the file as a JSON document.
    virtual std::string setting(std::string_view name) const = 0;

    // Through the bot: granted hosts only, no redirect, at most 5 MB and 10 s, or what is left of the call. A GET with
    // `max_age` may come from the bot's cache, and is asked for with If-None-Match when that is older. A GET that fails
    // in passing (no connection, 502, 503, 504) is tried once more at once; anything else is sent once, with an
    // Idempotency-Key that stays the same when the message is tried again. A status other than 2xx is a response, not an
    // error. Errors: denied (host not granted in the manifest), unavailable, timeout.
    virtual Result<HttpResponse> fetch(const HttpRequest& request) = 0;
    // What `remember` kept for this customer. Errors: unavailable.
    virtual Result<std::optional<std::string>> recall(std::string_view key) = 0;
    // All that was kept under keys that begin with `prefix`, by key; at most 1,000. Errors: unavailable.
    virtual Result<std::vector<Kept>> recall_all(std::string_view prefix) = 0;
    // The same of what this plugin's own timers and hooks kept for the desk as a whole; every customer's call may read
    // it. Since wall 1.2.
    virtual Result<std::optional<std::string>> recall_shared(std::string_view key) = 0;
    virtual Result<std::vector<Kept>> recall_all_shared(std::string_view prefix) = 0;
    // Connects, and of TLS shakes hands, to a granted host. Not reached is an answer, not an error. Since wall 1.2.
    // Errors: denied.
    virtual Result<Probed> probe(const Probe& probe) = 0;
    // A granted part of the directory, as JSON: "customer", "customer.services", "asker" (who asks, with address and
    // telephone). Errors: denied, not_found.
    virtual Result<std::string> look_up(std::string_view what) = 0;
    // Another plugin's capability: ask("health.lookup", R"({"service":"exchange-online"})"). Documents are JSON.
    // Errors: denied (not in `asks`), not_found (nobody provides it), the other plugin's own.
    virtual Result<std::string> ask(std::string_view capability, std::string_view question) = 0;
    // The next number of a desk-wide series, from 1 or from where the desk's configuration starts it. The same call
    // gets the same number on every attempt; numbers of calls that fail are lost. Errors: unavailable.
    virtual Result<std::int64_t> next_number(std::string_view series) = 0;

    // Kept for this customer with the answer; a value is at most 64 KB. When another message changed a value that this
    // call has recalled, the call is made again with the new one.
    virtual void remember(std::string_view key, std::string_view value) = 0;
    virtual void forget(std::string_view key) = 0;
    // A person takes over after this answer.
    virtual void hand_over(std::string_view why) = 0;

    // Since wall 1.1. The handler of a timer of the manifest is called in this conversation at `at`, for the same
    // person; what it answers is said to them. Once per conversation and timer: setting it again moves it.
    virtual void schedule(std::string_view timer, Time at, std::string_view value = {}) = 0;
    virtual void unschedule(std::string_view timer) = 0;
    // The asker hears of a topic of the manifest in this conversation, until they no longer want to.
    virtual void subscribe(std::string_view topic) = 0;
    virtual void unsubscribe(std::string_view topic) = 0;
    // Says `answer` to every subscriber of the topic, each in their own language and each revision once, also when it
    // is published again. A revision is at most 100 bytes: "EX1042/7".
    virtual void publish(std::string_view topic, std::string_view revision, const Answer& answer) = 0;
    // The same for the desk's own people alone who have subscribed, whoever the customer is. Since wall 1.2.
    virtual void publish_to_desk(std::string_view topic, std::string_view revision, const Answer& answer) = 0;
    // Tells the desk's directory what a source knows of one customer, `id` there; see wire.md for the document. What it
    // leaves out stays as it was. Since wall 1.2.
    virtual void enrol_customer(std::string_view id, std::string_view document) = 0;
    // Adds to deskhand_plugin_events_total{plugin, event} of /metrics.
    virtual void count(std::string_view metric, std::int64_t by = 1) = 0;

    // A line for the operator; no customer's words. level: 0 debug, 1 info, 2 warning, 3 error.
    virtual void log(int level, std::string_view line) = 0;
};

using Handler = std::function<Result<Answer>(const Call&)>;
// Answers another plugin: JSON in, JSON out.
using QuestionHandler = std::function<Result<std::string>(const Call&, std::string_view question)>;

// The base of a plugin. Handlers are declared in the constructor and must be those of the manifest. A handler is
// called on one thread, one call at a time; an exception that leaves it costs this answer and the process.
class Plugin {
public:
    Plugin() = default;
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;
    virtual ~Plugin() = default;

    const std::map<std::string, Handler>& commands() const { return commands_; }
    const std::map<std::string, Handler>& listeners() const { return listeners_; }
    const std::map<std::string, QuestionHandler>& capabilities() const { return capabilities_; }
    const std::map<std::string, Handler>& timers() const { return timers_; }
    const std::map<std::string, Handler>& hooks() const { return hooks_; }

protected:
    // "/name …"
    void on_command(std::string name, Handler handler) { commands_.emplace(std::move(name), std::move(handler)); }
    // Free text that the manifest's `listens` claims; the argument "text" holds it.
    void on_text(std::string name, Handler handler) { listeners_.emplace(std::move(name), std::move(handler)); }
    // A capability of the manifest's `provides`.
    void on_question(std::string capability, QuestionHandler handler) {
        capabilities_.emplace(std::move(capability), std::move(handler));
    }
    // A timer of the manifest is due. Of the clock's own (every_s, cron): there is nobody to answer, and the customer
    // is the desk itself; of a timer per customer, that customer.
    void on_timer(std::string name, Handler handler) { timers_.emplace(std::move(name), std::move(handler)); }
    // POST /hooks/plugins/PLUGIN/NAME, authenticated and recorded; there is nobody to answer.
    void on_hook(std::string name, Handler handler) { hooks_.emplace(std::move(name), std::move(handler)); }

private:
    std::map<std::string, Handler> commands_;
    std::map<std::string, Handler> listeners_;
    std::map<std::string, QuestionHandler> capabilities_;
    std::map<std::string, Handler> timers_;
    std::map<std::string, Handler> hooks_;
};

}  // namespace desk
