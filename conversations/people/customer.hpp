// What a desk knows: services, customers with their contacts, and its own people. Plain data, as the directory file or
// a CRM gives it; `Directory` checks it.
#pragma once

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
};

// A person of a customer.
struct Contact {
    std::string id = {};  // unique among contacts and agents of the desk
    PersonName name = {};
    std::string email = {};
    std::string language = {};                 // "": the customer's
    std::string time_zone = {};                // "": the customer's
    std::vector<std::string> identities = {};  // "<adapter>:<author>", proven by whoever wrote them down
};

struct Agent {
    std::string id = {};
    PersonName name = {};
    Role role = Role::helpdesk;
    std::string email = {};
    std::string language = {};
    std::string time_zone = {};
    std::vector<std::string> identities = {};
};

struct Customer {
    std::string id = {};  // also the tenant; "guest" is taken
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
};

}  // namespace desk
