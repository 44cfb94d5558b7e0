// The record a case is handed to a vendor with: the 15 rows of ../shared/facts/partner-support.md §5.6. Everything in
// it is free of secrets. The contact is the desk's agent, never the customer. Pure values; any thread.
#pragma once

#include "plugins/service_requests/customer_profile.hpp"
#include "plugins/service_requests/request_state.hpp"
#include <desk/plugin.hpp>

#include <string>
#include <utility>
#include <vector>

namespace desk {

// What the desk's settings say about its side.
struct PartnerSide {
    std::string tenant_id = {};    // the partner's own: never the customer's
    std::string vehicle = {};      // premier | advanced | signature | included, of technical issues
    std::string contract_id = {};  // contract or access id of that vehicle
    std::string route = {};        // portal | mail | azure | partner_center | zammad | webhook
    std::string portal_url = {};   // where a request is filed by hand when the service has no link of its own
};

struct HandOffRow {
    int number = 0;  // 1 … 15
    std::string label = {};
    std::string value = {};
};

struct VendorHandOff {
    // 1
    std::string tenant_id = {}, domain = {}, company = {};
    // 2
    std::string service = {}, vendor = {}, subscription = {}, resource = {};
    // 3 technical | billing | subscription | quota, and the vendor's class of problems
    std::string type = "technical", problem_class = {};
    // 4 undocumented_fault | service_unavailable | bug_or_irregularity | large_network_disruption |
    // regional_multi_tenant
    std::string reason = {};
    // 5
    std::string title = {}, description = {}, error = {};
    Time filed_at = {}, made_at = {};
    // 6 as the customer said it, and as a moment when the agent gave one
    std::string since = {};
    std::optional<Time> started = {};
    // 7
    int users = 0;
    std::string impact = {}, urgency = {};
    // 8
    std::string business = {}, severity = "C";
    bool is_around_the_clock = false;
    // 9
    std::string steps = {}, tried = {};
    HealthSnapshot health = {};
    // 10
    AskerProfile contact = {};
    std::string windows_zone = {}, country = {};  // "Central Europe Standard Time", "HUN"
    // 11 premier | advanced | signature | included | commercial | isv
    std::string vehicle = "included", contract_id = {};
    // 12
    std::vector<std::string> roles = {};
    std::optional<Time> relation_ends = {};
    // 13
    bool may_diagnose = true;
    // 14
    std::vector<std::string> links = {};
    std::string transcript = {};
    // 15
    std::string reference = {};

    std::string route = "portal";
    std::string link = {};        // where it is filed by hand
    bool is_marketplace = false;  // the vendor gives no support: its maker does
    std::string supporter = {};   // who supports this service when it is not us
    int secrets_removed = 0;
};

struct HandOffSources {
    const RequestLog& log;
    const CustomerProfile& customer;
    const AskerProfile& agent;
    const PartnerSide& partner;
    HealthSnapshot health = {};  // of now
    Time now = {};
};

// `given`: the arguments of "/escalate". What is left out comes from the request, the directory and the settings.
VendorHandOff hand_off_from(const Arguments& given, const HandOffSources& sources);

// The argument to ask for next; "": nothing is missing.
std::string next_hand_off_question(const VendorHandOff& hand_off, const Arguments& given);

// The 15 rows, for export; every one is there, "-" when it is empty. In English whatever the agent speaks: vendors take
// requests in English (§5.5), so these labels are no texts of the catalogue.
std::vector<HandOffRow> rows_of(const VendorHandOff& hand_off);
// All rows as a text to paste or to send.
std::string text_of(const VendorHandOff& hand_off);

bool is_technical(const VendorHandOff& hand_off);

}  // namespace desk
