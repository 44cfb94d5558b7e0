// What "/escalate" says. Agents only. Pure; any thread.
#pragma once

#include "plugins/service_requests/preflight.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <vector>

namespace desk {

// The checks that stop the hand-off; nothing is to be confirmed.
Answer hand_off_stopped(const VendorHandOff& hand_off, const std::vector<PreflightFinding>& findings);
// Asks for `argument`, one of next_hand_off_question's. `was_not_understood`: it was said and fits nothing.
Answer hand_off_question(const std::string& argument, const VendorHandOff& hand_off, bool was_not_understood);
// What would be handed over, for which customer, with the warnings.
Answer hand_off_preview(const VendorHandOff& hand_off, const std::vector<PreflightFinding>& findings);
// It is done; of a route by hand, what is left to do: the link, the text to paste, the number to paste back.
Answer handed_over_answer(const VendorHandOff& hand_off, const std::string& number);
// The record as a text to copy or to send, with a subject.
Answer hand_off_text(const RequestLog& log, const std::string& record);

// How the case stands at the vendor; with what can be done.
Answer vendor_case_card(const RequestLog& log, const VendorCase& vendor, const std::string& customer, Time now);

bool is_by_hand(const std::string& route);  // portal, partner_center, mail

}  // namespace desk
