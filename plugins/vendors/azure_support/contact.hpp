// Who the vendor talks to about a ticket: the partner's agent, never the customer (§5.4). Azure wants a Windows time
// zone, a country of three letters and one of eleven languages. Pure; any thread.
#pragma once

#include <desk/json.hpp>
#include <desk/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace desk::azure_support {

// An agent as a desk knows them.
struct AgentContact {
    std::string given = {};
    std::string family = {};
    std::string email = {};
    std::string phone = {};                   // needed when `by_phone`
    bool by_phone = false;                    // how the vendor answers; else e-mail
    std::string time_zone = {};               // IANA: "Europe/Budapest"
    std::string country = {};                 // two letters: "HU"
    std::string language = {};                // "hu"
    std::vector<std::string> copies_to = {};  // further addresses that get the vendor's mail
};

// The contactDetails of a ticket. Errors: invalid, naming what is missing or unknown ("contact: no time zone of Windows
// for Mars/Phobos").
Result<Json> contact_details(const AgentContact& agent);

// Of the languages Azure support writes in, the reader's; "en-us" for all others, Hungarian among them.
std::string support_language(std::string_view language);

}  // namespace desk::azure_support
