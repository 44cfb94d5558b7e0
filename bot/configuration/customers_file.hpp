// The directory file (TOML): services, customers with their contacts, agents.
//
//     [[service]]           id, name, aliases, vendor, structure (direct | outsourced | resold), supporter, marketplace
//     [[customer]]          id, tenant_id, name, country, language, time_zone, currency, plan, users, domains, services
//     [[customer.contact]]  id, given, family, email, phone, language, time_zone, identities
//     [[customer.support]]  service, structure, supporter: where it differs from the service's own entry
//     [[customer.subscription]]  id, name, status, azure_id, support_contact
//     [[customer.admin_link]]    service, title, url
//     customer.rights = { status, ends_at, roles }: the delegated admin relationship
//     [[agent]]             id, given, family, role, email, phone, country, language, time_zone, identities
//
// `identities` are "<adapter>:<author>", ids are unique, `services` are ids of [[service]].
#pragma once

#include "bot/configuration/diagnosis.hpp"
#include "conversations/people/directory.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace desk {

struct DirectoryReading {
    Directory directory = {};  // usable only when no diagnosis is an error
    std::vector<Diagnosis> diagnoses = {};
};

// As strict as the configuration, with the same codes; DH1301 for what does not fit together (an id
// twice, an unknown service, an identity of two people).
DirectoryReading read_customers(std::string_view name, std::string_view text);

// The same for a file; DH1215 when it cannot be read. An empty path is an empty directory.
DirectoryReading load_customers(const std::string& path);

}  // namespace desk
