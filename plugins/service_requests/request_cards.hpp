// How requests are shown: one, the list, none. Pure; any thread.
#pragma once

#include "plugins/service_requests/request_state.hpp"
#include <desk/plugin.hpp>

#include <optional>
#include <string>
#include <vector>

namespace desk {

// One request with its times; the desk's people see internal notes and the vendor's clock as well.
Answer request_card(const RequestLog& log, const std::optional<SlaStanding>& standing, bool for_agent, Time now);
// The open ones, newest first; `logs` in any order.
Answer request_list(std::vector<RequestLog> logs, bool for_agent);
// The same words for what does not exist and for what is somebody else's.
Answer no_such_request(const std::string& id, const std::string& customer);

}  // namespace desk
