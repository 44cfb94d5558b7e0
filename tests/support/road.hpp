// The whole road in one object: real adapters, real SQLite, the three stages driven by hand with a clock that stands
// still, plugins and the web made up. No thread, no socket, no sleep.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/signature.hpp"
#include "bot/build_desk.hpp"
#include "bot/chores/people.hpp"
#include "bot/chores/plugin_timers.hpp"
#include "bot/deliver/deliverer.hpp"
#include "bot/dispatch/dispatcher.hpp"
#include "bot/recorder.hpp"
#include "storage/open_storage.hpp"
#include "tests/support/scripted_plugin.hpp"

namespace desk::test {

inline constexpr const char* webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

// A folder below the build folder, gone with its owner.
class Folder {
public:
    explicit Folder(const std::string& name);
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::string& path() const { return path_; }

private:
    std::string path_;
};

class Road {
public:
    Road();

    // Before the first message: a plugin of this name answers like this.
    void plugin(Manifest manifest, Script script);
    // A setting of the plugin that was added last.
    void setting(const std::string& name, const std::string& value);
    // What plugins' requests may be signed with.
    void account(AccountConfiguration configured) { configuration_.accounts.push_back(std::move(configured)); }
    // Free text is understood, as the build has learned it.
    void understands() { configuration_.understanding.built = DESK_BUILD_DIR "/understanding.model"; }
    // Somebody else is asked what is meant when the desk is not sure.
    void second_opinion(Configuration::SecondOpinion configured) { configuration_.second_opinion = std::move(configured); }
    // Contacts and agents: the directory file's TOML.
    void directory(const std::string& toml);

    // Only what is handed over, or told of, reaches the dispatcher: it never asks the store by itself.
    void never_looks() { look_every_ = std::chrono::hours{24}; }

    // A signed delivery to the adapter "helpdesk"; the id is the event id. Returns the status.
    int deliver(const std::string& id, const std::string& conversation, const std::string& text,
                const std::string& sender = "anna");
    HttpResponse deliver_raw(const HttpRequest& request);
    static HttpRequest signed_delivery(const std::string& id, Time at, const std::string& body);

    // Repeats the dispatcher's and the deliverer's steps until nothing is due. Returns how many steps did something.
    int run();
    int dispatch();
    // The same without a commit.
    int answer();
    // What the clock's chore does: timers that are due, news for subscribers. Then run().
    void tick();
    // POST /hooks/plugins/PLUGIN/HOOK.
    HttpResponse report(const std::string& plugin, const std::string& hook, const HttpRequest& request);
    std::string metrics() const { return metrics_.text(); }
    // The desk stands still for so long; the program's memory of what it did is gone.
    void restart_after(std::chrono::seconds pause);
    int send();

    // The texts that reached the reply address, in order.
    std::vector<std::string> said() const;

    Time now{std::chrono::seconds{1'764'000'000}};
    // What the other side answers to each request; by default 200.
    std::function<Result<HttpResponse>(const HttpRequest&)> web = [](const HttpRequest&) { return HttpResponse{.status = 200}; };
    ProbeHost probe = [](const Probe&, const SendRules&) { return Probed{.why = "refused"}; };
    std::string database() const { return folder_.path() + "/desk.db"; }
    const std::string& folder() const { return folder_.path(); }
    SendRules rules_given = {};  // with the request that is being sent
    std::vector<HttpRequest> sent = {};  // every request that left the desk

    Store& store() { return *storage_.store; }
    Archive& archive() { return *storage_.archive; }
    Receiver& receiver();
    AnswerBoard& board() { return board_; }
    // One commit of what waits for it.
    void record();
    Circuit& circuit() { return circuit_; }
    const Desk& desk();

private:
    void open();
    void begin_stages();
    HttpResponse answered(const std::function<void(const Responder&)>& ask);

    int fresh_ids_ = 0;
    std::chrono::milliseconds look_every_{0};
    Folder folder_;
    Configuration configuration_;
    std::vector<std::pair<Manifest, Script>> plugins_;
    Storage storage_;
    Log log_{{.is_silent = true}};
    Metrics metrics_;
    Admission admission_{{}};
    Circuit circuit_{{}};
    FetchCache cache_{{}};
    AnswerBoard board_;
    Nudge nudge_;
    Precedence precedence_{32};
    InFlight in_flight_;
    std::unique_ptr<Current<Desk>> desk_;
    std::unique_ptr<Receiver> receiver_;
    std::unique_ptr<Dispatcher> dispatcher_;
    std::unique_ptr<Deliverer> deliverer_;
    std::unique_ptr<Recorder> recorder_;
    std::unique_ptr<PluginTimers> timers_;
    std::unique_ptr<People> people_;
};

}  // namespace desk::test
