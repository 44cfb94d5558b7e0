// The partner's customers. Rows 1–3 of ../shared/facts/partner-support.md §2.4. Pure; any thread.
#pragma once

#include "plugins/vendors/partner_center/access.hpp"

namespace desk::partner_center {

// As lists have it.
struct CustomerEntry {
    std::string tenant_id = {};  // a GUID
    std::string name = {};
    std::string domain = {};        // the first one: "contoso.onmicrosoft.com"
    std::string relationship = {};  // "reseller", "advisor", …, as the vendor writes it
};
struct CustomerPage {
    std::int64_t total = 0;
    std::vector<CustomerEntry> customers = {};  // entries whose id is no GUID are left out
    std::optional<NextPage> next = {};
};

HttpRequest customers_request(const Access& access, const vendors::CallIds& ids, int size = 100);
// Customers whose company name begins with `words`; there is no other search by name. By domain the vendor was reported
// to answer 500: who needs that keeps an index of its own.
HttpRequest search_request(const Access& access, const vendors::CallIds& ids, std::string_view words, int size = 20);
// Errors: as read_collection.
Result<CustomerPage> read_customers(const HttpResponse& response);

// One, with what its billing profile says. Without GDAP the vendor leaves out address, e-mail and domains.
struct CustomerDetails {
    CustomerEntry entry = {};
    std::vector<std::string> domains = {};  // all that are known, lower case, none twice, the first one first
    std::string country = {};               // "HU"
    std::string culture = {};               // "hu-HU"
    std::string language = {};              // "hu"
    bool allows_delegated_access = false;
};
HttpRequest customer_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id);
// Errors: as vendors::document_of; unavailable (no customer in it).
Result<CustomerDetails> read_customer(const HttpResponse& response);

}  // namespace desk::partner_center
