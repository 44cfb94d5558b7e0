#include "plugins/vendors/partner_center/customer.hpp"

#include "plugins/vendors/vendor_json.hpp"
#include "plugins/vendors/vendor_problem.hpp"
#include "plugins/vendors/web_address.hpp"

#include <algorithm>
#include <cctype>

namespace desk::partner_center {
namespace {

using vendors::object_in;
using vendors::text_in;

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

CustomerEntry entry_of(const Json& document) {
    const auto& company = object_in(document, "companyProfile");
    CustomerEntry entry{.tenant_id = lowered(text_in(document, "id")),
                        .name = text_in(company, "companyName"),
                        .domain = lowered(text_in(company, "domain")),
                        .relationship = text_in(document, "relationshipToPartner")};
    if (entry.tenant_id.empty()) entry.tenant_id = lowered(text_in(company, "tenantId"));
    return entry;
}

void add_domain(std::vector<std::string>& domains, const std::string& domain) {
    const auto added = lowered(domain);
    const bool is_domain = added.find('.') != std::string::npos && added.find_first_of(" /@:") == std::string::npos;
    if (is_domain && std::find(domains.begin(), domains.end(), added) == domains.end()) domains.push_back(added);
}

// "hu-HU" → "hu"
std::string main_part(const std::string& culture) {
    return lowered(culture.substr(0, culture.find_first_of("-_")));
}

}  // namespace

HttpRequest customers_request(const Access& access, const vendors::CallIds& ids, int size) {
    return request(access, ids, "GET", "/v1/customers?size=" + std::to_string(size));
}

HttpRequest search_request(const Access& access, const vendors::CallIds& ids, std::string_view words, int size) {
    return request(access, ids, "GET",
                   "/v1/customers?size=" + std::to_string(size) + "&" + filter("CompanyName", words, "starts_with"));
}

Result<CustomerPage> read_customers(const HttpResponse& response) {
    DESK_TRY(auto collection, read_collection(response, "partner center customers"));
    CustomerPage page{.total = collection.total, .customers = {}, .next = std::move(collection.next)};
    for (const auto& document : collection.items) {
        auto entry = entry_of(document);
        if (vendors::is_guid(entry.tenant_id)) page.customers.push_back(std::move(entry));
    }
    return page;
}

HttpRequest customer_request(const Access& access, const vendors::CallIds& ids, const std::string& tenant_id) {
    return request(access, ids, "GET", "/v1/customers/" + vendors::address_part(tenant_id));
}

Result<CustomerDetails> read_customer(const HttpResponse& response) {
    DESK_TRY(const auto body, vendors::document_of(response, "partner center customer"));
    CustomerDetails details{.entry = entry_of(body)};
    if (!vendors::is_guid(details.entry.tenant_id))
        return unavailable("partner center customer: an answer without one");
    add_domain(details.domains, details.entry.domain);
    for (const auto& domain : vendors::list_in(body, "customDomains")) {
        if (domain.is_string()) add_domain(details.domains, domain.get<std::string>());
    }
    const auto& billing = object_in(body, "billingProfile");
    details.country = text_in(object_in(billing, "defaultAddress"), "country");
    details.culture = text_in(billing, "culture");
    details.language = main_part(text_in(billing, "language"));
    if (details.language.empty()) details.language = main_part(details.culture);
    details.allows_delegated_access = vendors::flag_in(body, "allowDelegatedAccess");
    return details;
}

}  // namespace desk::partner_center
