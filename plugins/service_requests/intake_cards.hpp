// What "/request new" says: the known incident, the questions, the preview, the number. Pure; any thread.
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>

namespace desk {

struct RequestPreview {
    RequestForm form = {};
    PersonName contact = {};
    std::string customer = {};  // name
    bool for_agent = false;     // then the bot names the customer
    FirstResponse promised = {};
    const RequestLog* same = nullptr;  // an open request that says the same: it becomes a note there
};

// "Follow the incident" instead; going on asks for the reason.
Answer incident_in_the_way(const RequestForm& form);
// `argument` is one of next_question's; its answer is asked for.
Answer intake_question(const std::string& argument, const RequestForm& form);
Answer request_preview(const RequestPreview& preview);
// `reply_by`: when our first reply is due; none: nothing is promised.
Answer request_filed(const RequestLog& log, std::optional<Time> reply_by, bool for_agent);
Answer added_to_request(const std::string& id);

}  // namespace desk
