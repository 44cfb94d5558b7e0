// What every adapter must do, whatever the platform: one suite, run for each line of `subjects()`.
// A new platform writes a Subject and gets all of it.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/catalogue.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace desk::test {

struct Subject {
    std::string type = {};
    AdapterSettings settings = {};
    AdapterSettings other_secret = {};  // the same with another secret
    Time now = {};
    std::string good_body = {};  // of one message, written by a person
    // An authentic request with this body. What is signed is signed with `settings`.
    std::function<HttpRequest(std::string body, Time at)> request = {};
    std::vector<std::string> proofs = {};  // the headers that prove who sent it; none: a local one
    bool has_window = true;                // proofs grow old
    bool has_json_body = true;
    std::string channel = "c-1";  // of the replies that are written
    // What the platform would send back of a reply we wrote. None: it does not.
    std::function<HttpRequest(const HttpRequest& written, Time at)> echo = {};
};

std::vector<Subject> subjects();

std::unique_ptr<Adapter> make_adapter(const Subject& subject, const AdapterSettings& settings);
inline std::unique_ptr<Adapter> make_adapter(const Subject& subject) {
    return make_adapter(subject, subject.settings);
}

// "denied" …, or how many messages came.
std::string outcome_of(const Result<Inbound>& result);

// The header called `name` set to `value`, or taken away.
void set_header(HttpRequest& request, const std::string& name, const std::string& value);
void remove_header(HttpRequest& request, const std::string& name);

// A reply with a card, to "c-1" or the subject's channel.
Outgoing sample_outgoing(const Subject& subject);

}  // namespace desk::test
