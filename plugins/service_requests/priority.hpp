// Priority from impact and urgency, and what people say when they are asked for them. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace desk {

// impact: everyone | group | one · urgency: blocked | workaround | working. "P1" … "P4". ServiceNow's base rules;
// Planning folds into P4. Source: ../shared/facts/partner-support.md §6.1. An empty one counts as the middle.
std::string priority_from(std::string_view impact, std::string_view urgency);

// "Everyone", "csak engem", "nur ich", "3", "a group of 12": everyone | group | one, and the number when there is one.
// Of `all` users of the customer four fifths are everyone (0: not known). What is not understood: a group.
struct SaidImpact {
    std::string impact = "group";
    int users = 0;
};
SaidImpact impact_said(std::string_view text, int all);

// "no", "kerülő megoldással", "ja": can they still work? What is not understood: "", which weighs as a workaround.
std::string urgency_said(std::string_view text);

// The vendor's letter of our priority: "A" | "B" | "C". Source: §6.2.
std::string severity_of(std::string_view priority);

}  // namespace desk
