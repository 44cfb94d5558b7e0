// What people do with a request that is filed: "/request SR-2032 note …". An action is turned into events for its log,
// what is answered, and what others hear. Pure; any thread.
//
//   note TEXT      a customer adds details; a person of the desk writes an internal note
//   reply TEXT     the desk answers the customer · ask TEXT: and waits for an answer
//   resolve [TEXT] the desk has solved it · close, reopen [TEXT]
//   rate 1…5 [TEXT] · priority P1…P4 REASON
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk {

struct RequestAction {
    std::string name = {};
    std::string text = {};
    EventAuthor by = {};
    std::string customer = {};  // its name, for alerts; agents read it in every answer, by the bot
    std::string call = {};
    Time now = {};
};

struct RequestChange {
    std::vector<RequestEvent> events = {};  // none: it was refused, and the answer says why
    Answer answer = {};
    std::optional<Answer> news = {};          // for whoever follows the request
    std::optional<Answer> satisfaction = {};  // asked once, after the news
    std::optional<Answer> alert = {};         // for the desk's own people
};

RequestChange change_of(const RequestLog& log, const RequestAction& action);

}  // namespace desk
