// From what was said to "/request new" to the form that is filed, and what is still to be asked. Pure; any thread.
#pragma once

#include "plugins/service_requests/customer_profile.hpp"
#include "plugins/service_requests/request_log.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk {

// The form as far as it was filled in; without its health. The service is the one named, or the one the title mentions.
RequestForm form_from(const Arguments& given, const CustomerProfile& profile);

// The links of a text, separated by blanks or commas. Errors: invalid (one that is not https; more than 10).
Result<std::vector<std::string>> read_links(std::string_view text);

// The argument to ask for next; "": the form can be previewed. An open incident asks for the reason before anything
// else; what stands on the form as "-" was skipped.
std::string next_question(const RequestForm& form, const Arguments& given);

bool is_incident_open(const HealthSnapshot& health);

}  // namespace desk
