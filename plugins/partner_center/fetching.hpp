// Fetching within one step: at most so many requests and so long, and what a refusal means for the pass.
#pragma once

#include "plugins/vendors/vendor_problem.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>

namespace desk::directory_sync {

// What became of one request.
enum class Outcome {
    read,       // there is an answer that succeeded
    skip,       // this part is not to be had: what was known of it stays
    later,      // try the same again in the next step
    throttled,  // leave the vendor alone for a while
    break_off   // nothing can be had: the sign-in is over, or the desk has no such account
};

struct Fetched {
    Outcome outcome = Outcome::later;
    HttpResponse response = {};
    std::optional<vendors::Problem> problem = {};
    std::string why = {};  // of break_off and later: a name of vendors::Advice, "unreachable" or "account"
};

class Fetching {
public:
    // `host` and `call` outlive it.
    Fetching(Host& host, const Call& call) : host_{host}, call_{call} {}

    // False: this step has done enough, by requests (the desk allows 20 a call) or by time (6 of its 10 seconds).
    bool may_go_on() const;
    Fetched fetch(const HttpRequest& request);

private:
    Host& host_;
    const Call& call_;
    int made_ = 0;
    Time latest_ = {};  // when the last answer came
};

}  // namespace desk::directory_sync
