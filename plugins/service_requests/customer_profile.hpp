// What the desk's directory says of the customer and of who asks, as far as requests and hand-offs need it. Tolerant: a
// field that is missing or of another type is empty. Pure values; any thread.
#pragma once

#include "plugins/services/service.hpp"
#include <desk/phrase.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct PortalLink {
    std::string service = {};  // id or name, or "" for all
    std::string title = {};
    std::string url = {};  // https
};

struct SupportedService {
    Service service = {};
    std::string structure = {};  // direct | outsourced | resold
    std::string supporter = {};  // who answers when it is not us
    bool is_marketplace = false;
};

struct OwnSubscription {
    std::string id = {};
    std::string name = {};
    std::string status = {};
    std::string azure_id = {};
    std::string support_contact = {};
};

struct PartnerRelation {
    std::string status = {};  // active | expiring | …; "": not known
    std::optional<Time> ends_at = {};
    std::vector<std::string> roles = {};  // names or ids
};

struct CustomerProfile {
    std::string id = {};
    std::string name = {};
    std::string tenant_id = {};
    std::string plan = {};
    int users = 0;
    std::vector<std::string> domains = {};
    std::vector<std::string> contact_mails = {};
    std::vector<OwnSubscription> subscriptions = {};
    std::vector<SupportedService> services = {};
    std::vector<PortalLink> links = {};
    PartnerRelation relation = {};
};

// The document of look_up("customer"); of anything else: empty.
CustomerProfile read_customer_profile(std::string_view json);
// nullptr: none of the customer's.
const SupportedService* service_called(const CustomerProfile& profile, std::string_view id_or_name);
// The services alone, for find_mentioned and the like.
std::vector<Service> services_of(const CustomerProfile& profile);

struct AskerProfile {
    std::string id = {};
    PersonName name = {};
    std::string email = {};
    std::string phone = {};
    std::string time_zone = {};
    std::string country = {};  // ISO 3166 alpha-2
    std::string language = {};
};

// The document of look_up("asker"); of anything else: empty.
AskerProfile read_asker_profile(std::string_view json);

// "contoso.example" of "anna@contoso.example", in lower case; "" when it is no address.
std::string mail_domain(std::string_view address);

}  // namespace desk
