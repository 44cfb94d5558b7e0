// What a desk knows: services, customers with their contacts, and its own people. Plain data, as the directory file or
// a CRM gives it; `Directory` checks it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <desk/phrase.hpp>

#include "conversations/people/person.hpp"

namespace desk {

struct Service {
    std::string id = {};                    // "exchange-online"
    std::string name = {};                  // "Exchange Online"
    std::vector<std::string> aliases = {};  // "exchange", "levelezés", "outlook"
    std::string vendor = {};                // "Microsoft"
    // Who supports it: direct (we), outsourced, resold; by whom, when it is not us. Source: partner-support.md §1.2.
    std::string structure = "direct";
    std::string supporter = {};
    std::string marketplace = {};  // a product of a marketplace: how to reach its maker (ISV); "": it is none
};

// What the customer bought, as the vendor lists it.
struct Subscription {
    std::string id = {};
    std::string name = {};
    std::string status = {};           // active, suspended …
    std::string azure_id = {};         // of an Azure subscription
    std::string support_contact = {};  // the designated support contact, by name
};

// Who supports one service for this customer, where it differs from the service's own entry.
struct ServiceSupport {
    std::string service = {};  // id
    std::string structure = "direct";
    std::string supporter = {};
};

// Where a service of the customer is administered, in the customer's context. https only.
struct AdminLink {
    std::string service = {};  // as the source calls it: "Exchange"
    std::string title = {};
    std::string url = {};
};

// The delegated admin relationship (GDAP) with the customer. Source: partner-support.md §2.2.
struct Relationship {
    std::string status = {};  // active, expiring, expired …; "": not known
    std::optional<Time> ends_at = {};
    std::vector<std::string> roles = {};  // ids or names of Entra roles
};

// A person of a customer.
struct Contact {
    std::string id = {};  // unique among contacts and agents of the desk
    PersonName name = {};
    std::string email = {};
    std::string phone = {};
    std::string language = {};                 // "": the customer's
    std::string time_zone = {};                // "": the customer's
    std::vector<std::string> identities = {};  // "<adapter>:<author>", proven by whoever wrote them down
};

struct Agent {
    std::string id = {};
    PersonName name = {};
    Role role = Role::helpdesk;
    std::string email = {};
    std::string phone = {};
    std::string country = {};  // ISO 3166, for the vendor's forms
    std::string language = {};
    std::string time_zone = {};
    std::vector<std::string> identities = {};
};

struct Customer {
    std::string id = {};  // also the tenant; "guest" is taken
    std::string tenant_id = {};  // at the vendor: a GUID, or ""
    std::string name = {};
    std::string country = {};    // ISO 3166, "HU"
    std::string language = {};   // default of its contacts
    std::string time_zone = {};  // IANA name
    std::string currency = {};   // ISO 4217, of its price book
    std::string plan = {};       // of support, as the price list calls it
    int users = 0;
    std::vector<std::string> domains = {};   // "contoso.example"
    std::vector<std::string> services = {};  // ids
    std::vector<Contact> contacts = {};
    std::vector<ServiceSupport> support = {};
    std::vector<Subscription> subscriptions = {};
    std::vector<AdminLink> admin_links = {};
    Relationship relationship = {};
};

}  // namespace desk
