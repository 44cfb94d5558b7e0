// Ids of incidents and requests, error codes and addresses: what is recognised by its shape. Pure; any thread.
#pragma once

#include "bot/understanding/slot.hpp"
#include "bot/understanding/spelled_text.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// How this desk numbers things, lower case: "SR-2032" is a request by its prefix; "#2032" and "ticket 2032" are one by
// what stands before it. Two or three letters and at least three digits are otherwise an incident as vendors write it
// ("EX1042", "MO123456"; learn.microsoft.com/microsoft-365/enterprise/view-service-health), and so is "INC-7".
struct IdPrefixes {
    std::vector<std::string> requests = {"sr"};
    std::vector<std::string> incidents = {"inc"};
};

// The id, code or address that begins at word `at`. Its kind is incident, request, code or email.
bool identifier_at(const SpelledText& text, std::size_t at, const IdPrefixes& prefixes, Slot& found);

}  // namespace desk
