// Asks the endpoint of [second_opinion] what a text means. Bounded in time, bytes and calls; an endpoint that fails three times
// in a row, or refuses the desk, is left alone for 30 s, growing to 5 min, so that nobody waits for it in vain. Any thread.
#pragma once

#include <desk/result.hpp>

#include "bot/configuration/configuration.hpp"
#include "bot/deliver/circuit.hpp"
#include "bot/deliver/send_http.hpp"
#include "bot/services/account.hpp"
#include "bot/services/call_budget.hpp"
#include "bot/understanding/second_opinion.hpp"

namespace desk {

class SecondReader {
public:
    explicit SecondReader(Configuration::SecondOpinion configured);

    // The account that signs; "": none.
    const std::string& account() const { return configured_.account; }

    // `account`: signs the request; nullptr: nobody. Errors, none of which holds a word of the text or of the reply: denied (nothing
    // was sent: this minute's or day's calls are used up, or it is left alone), unavailable, timeout (no answer, or not 200),
    // invalid (an answer that was not offered).
    Result<Opinion> ask(const OpinionQuestion& question, Account* account, const SendHttp& send, Time now);

private:
    Result<std::string> reply_to(const OpinionQuestion& question, Account* account, const SendHttp& send, Time now);

    const Configuration::SecondOpinion configured_;
    CallBudget budget_;
    Circuit circuit_;
};

}  // namespace desk
