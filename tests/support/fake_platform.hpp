// The other side of the desk, over loopback: it records what arrives and answers as a platform
// would, or as none should. Any thread.
#pragma once

#include "tests/support/scripted_server.hpp"
#include <desk/http.hpp>
#include <desk/json.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace desk::test {

struct Received {
    std::string target = {};
    Headers headers = {};
    std::string body = {};
    std::string key = {};  // Idempotency-Key
    std::chrono::steady_clock::time_point at = {};
    int answered = 0;  // the status; 0: no proper answer

    // A field of the body, which is JSON; "" when it is missing.
    std::string field(const char* name) const;
};

// What one request gets.
struct Cue {
    enum class Way {
        answer,
        hang,     // nothing, until the desk goes
        close,    // the connection ends without an answer
        garbage,  // bytes that are no HTTP
    };
    Way way = Way::answer;
    int status = 200;
    Headers headers = {};
    std::string body = "{}";
};

class FakePlatform {
public:
    // Answers 200 and "{}" until told otherwise.
    FakePlatform();

    std::string url(std::string_view target) const { return server_.url(target); }
    // What the next requests get, one each; the others get `usual`.
    void next(std::vector<Cue> cues);
    void usual(Cue cue);
    // Decides for every request; instead of both above.
    void decide(std::function<Cue(const Received&)> by);

    std::vector<Received> received() const;
    std::size_t count() const;
    // The first that is a reply to this event of a webhook.
    std::optional<Received> reply_to(const std::string& event) const;
    // True: so many have arrived within the time.
    bool has_received(std::size_t most, std::chrono::milliseconds longest) const;

private:
    bool serve(int socket, const std::string& request);
    Cue cue_for(const Received& received);

    mutable std::mutex mutex_;
    std::deque<Cue> cues_ = {};  // guarded by mutex_, as all below
    Cue usual_ = {};
    std::function<Cue(const Received&)> decides_ = {};
    std::vector<Received> received_ = {};
    std::map<std::string, std::size_t> replies_ = {};  // event → the first of received_
    ScriptedServer server_;                            // last: its threads use all of the above
};

}  // namespace desk::test
