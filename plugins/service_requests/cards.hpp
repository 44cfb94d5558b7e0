// The answers of /request. Pure: requests in, answer out.
#pragma once

#include "plugins/service_requests/request.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <vector>

namespace desk {

// What is about to be filed; says so when a known problem stands in the way, or when that is not
// known.
Answer request_preview(const FiledRequest& request, const std::string& customer_name);
Answer request_filed(const FiledRequest& request);
Answer request_card(const FiledRequest& request);
// The open ones, newest first; `requests` in any order.
Answer request_list(std::vector<FiledRequest> requests);
// The same words for what does not exist and for what is somebody else's.
Answer no_such_request(const std::string& id, const std::string& customer_name);

}  // namespace desk
