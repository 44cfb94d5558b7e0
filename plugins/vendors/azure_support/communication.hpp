// What is said on a ticket at Azure, both ways. Pure; any thread.
#pragma once

#include "plugins/vendors/azure_support/access.hpp"
#include <desk/phrase.hpp>

#include <optional>
#include <vector>

namespace desk::azure_support {

struct Communication {
    std::string name = {};
    std::string subject = {};
    std::string text = {};        // plain, at most 8 KB: HTML is made plain
    std::string sender = {};      // e-mail
    bool is_from_vendor = false;  // "inbound" to the customer's side; what we wrote comes back as outbound
    bool by_phone = false;
    std::optional<Time> at = {};
};

struct CommunicationPage {
    std::vector<Communication> communications = {};
    std::string next = {};  // for `follow`; "": that was all
};

// At most ten come at a time; `since`: those made later.
HttpRequest communications_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                                   const std::string& ticket, std::optional<Time> since);
// Errors: as vendors::document_of.
Result<CommunicationPage> read_communications(const HttpResponse& response);

// Says something; `name` is ours and makes it once ("note-7"): letters, digits, "-" and "_". Answered with 200 or,
// while the vendor is at it, 202. Errors: invalid (no text, no sender, an odd name).
Result<HttpRequest> say_request(const Access& access, const vendors::CallIds& ids, const std::string& subscription,
                                const std::string& ticket, const Communication& communication);
// Errors: as vendors::error_of.
Result<void> read_said(const HttpResponse& response);

}  // namespace desk::azure_support
