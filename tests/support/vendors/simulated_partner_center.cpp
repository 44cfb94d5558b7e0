#include "tests/support/vendors/simulated_partner_center.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace desk::test {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

HttpResponse problem(int status, const std::string& code, const std::string& description) {
    return json_answer(
        status, {{"code", code}, {"description", description}, {"data", Json::array()}, {"source", "PartnerFD"}});
}

Json collection(const std::vector<Json>& items, std::size_t total) {
    return {{"totalCount", total}, {"items", items}, {"attributes", {{"objectType", "Collection"}}}};
}

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

Json entry_of(const SimulatedCustomer& customer) {
    return {{"id", customer.tenant_id},
            {"companyProfile",
             {{"tenantId", customer.tenant_id}, {"domain", customer.domain}, {"companyName", customer.name}}},
            {"relationshipToPartner", "none"},
            {"attributes", {{"objectType", "Customer"}}}};
}

Json details_of(const SimulatedCustomer& customer) {
    auto details = entry_of(customer);
    details["commerceId"] = "d8202a51-69f9-4228-b900-d0e081af17d7";
    details["allowDelegatedAccess"] = customer.has_delegated_access;
    details["billingProfile"] = {{"culture", "hu-HU"}, {"language", "hu"}};
    if (!customer.has_delegated_access) return details;
    details["billingProfile"]["email"] = "it@" + customer.domain;
    details["billingProfile"]["defaultAddress"] = {{"country", "HU"}, {"city", "Győr"}, {"addressLine1", "Fő utca 1."}};
    details["customDomains"] = {"mail." + customer.domain};
    return details;
}

// The numbers of §5.4, as the documented list carries them.
Json listed(const Json& request) {
    constexpr std::array<std::string_view, 4> severities{"unknown", "critical", "moderate", "minimal"};
    constexpr std::array<std::string_view, 4> statuses{"none", "open", "closed", "attention_needed"};
    const auto number_of = [](const auto& words, const std::string& word) {
        return std::find(words.begin(), words.end(), word) - words.begin();
    };
    auto entry = request;
    entry["severity"] = number_of(severities, text_or(request, "severity", "unknown"));
    entry["status"] = number_of(statuses, text_or(request, "status", "none"));
    entry.erase("notes");
    entry.erase("description");
    return entry;
}

}  // namespace

Json SimulatedPartnerCenter::azure_subscription(const std::string& id, const std::string& name,
                                                const std::string& azure_id) {
    return {{"id", id},
            {"offerId", "MS-AZR-0145P"},
            {"offerName", "Microsoft Azure"},
            {"friendlyName", name},
            {"quantity", 1},
            {"unitType", "none"},
            {"status", "active"},
            {"billingType", "usage"},
            {"entitlementId", azure_id},
            {"autoRenewEnabled", false},
            {"isTrial", false},
            {"commitmentEndDate", "0001-01-01T00:00:00"},
            {"suspensionReasons", nullptr},
            {"attributes", {{"etag", "eyJ2IjoxfQ=="}, {"objectType", "Subscription"}}}};
}

Json SimulatedPartnerCenter::licences(const std::string& id, const std::string& name) {
    return {{"id", id},
            {"offerId", "796b6b5f-613c-4e24-a17c-eba730d49c02"},
            {"offerName", name},
            {"quantity", 25},
            {"unitType", "Licenses"},
            {"status", "active"},
            {"billingType", "license"},
            {"entitlementId", "8f6ae2a4-b7f4-4e8a-9a3a-1f2d3c4b5a69"},
            {"autoRenewEnabled", true},
            {"isTrial", false},
            {"commitmentEndDate", "2027-01-31T00:00:00Z"},
            {"attributes", {{"objectType", "Subscription"}}}};
}

Json SimulatedPartnerCenter::managed_service(const std::string& id, const std::string& tenant_id) {
    const auto link = [&](const std::string& destination) {
        const auto uri =
            "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=" + tenant_id + "&CSDEST=" + destination;
        return Json{{"uri", uri}, {"method", "GET"}, {"headers", Json::array()}};
    };
    return {
        {"id", id},
        {"name", id},
        {"groupName", "Office"},
        {"links",
         {{"adminService", link(id)}, {"serviceHealth", link("ServiceStatus")}, {"serviceTicket", link("Support")}}},
        {"attributes", {{"objectType", "ManagedService"}}}};
}

std::optional<HttpResponse> SimulatedPartnerCenter::answer(const SimulatedRequest& request, const std::string&) {
    if (request.part(0) != "v1") return std::nullopt;
    const auto resource = request.part(1);
    if (resource == "profiles" && request.part(2) == "support") return json_answer(200, support_profile);
    if (resource == "servicerequests" && request.parts() == 2) return request_list(request);
    if (resource == "servicerequests") return one_request(request, request.part(2));
    if (resource == "relationships")
        return json_answer(200, collection({{{"id", "1"},
                                             {"location", "HU"},
                                             {"mpnId", "4847383"},
                                             {"name", "Reseller Kft."},
                                             {"relationshipType", request.asked("relationship_type")},
                                             {"state", "active"}}},
                                           1));
    if (resource != "customers") return std::nullopt;
    if (request.parts() == 2) return customer_list(request);
    const auto found = std::find_if(customers.begin(), customers.end(),
                                    [&](const auto& one) { return one.tenant_id == request.part(2); });
    if (found == customers.end())
        return problem(403, "20002", "Access denied: no commerce relationship with this customer.");
    if (request.part(3) == "servicerequests" && request.parts() == 5) return one_request(request, request.part(4));
    return about_customer(request, *found);
}

HttpResponse SimulatedPartnerCenter::customer_list(const SimulatedRequest& request) const {
    std::vector<Json> all;
    const auto filter = parse_json(request.asked("filter").empty() ? "{}" : request.asked("filter"));
    if (!filter) return problem(400, "3000", "The filter is not valid.");
    const auto wanted = lowered(text_or(*filter, "Value", ""));
    if (!filter->empty() && text_or(*filter, "Operator", "") != "starts_with")
        return problem(400, "3000", "Only starts_with is supported.");
    if (text_or(*filter, "Field", "") == "Domain") return problem(500, "800003", "Unexpected service error.");
    for (const auto& customer : customers) {
        if (lowered(customer.name).starts_with(wanted)) all.push_back(entry_of(customer));
    }
    std::size_t first = 0;
    if (!request.asked("seekOperation").empty()) {
        const auto token = request.header("MS-ContinuationToken");
        if (!token.starts_with("page-")) return problem(400, "3000", "The continuation token is missing.");
        first = std::min<std::size_t>(all.size(), std::stoul(token.substr(5)));
    }
    const auto last = std::min(all.size(), first + page_size);
    auto page =
        collection({all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)},
                   all.size());
    const Json self{{"uri", "/customers?" + request.query}, {"method", "GET"}, {"headers", Json::array()}};
    page["links"] = {{"self", self}};
    if (last < all.size()) {
        const Json token{{"key", "MS-ContinuationToken"}, {"value", "page-" + std::to_string(last)}};
        page["links"]["next"] = {{"uri", "/customers?size=" + request.asked("size") + "&seekOperation=Next"},
                                 {"method", "GET"},
                                 {"headers", Json::array({token})}};
    }
    return json_answer(200, page);
}

std::optional<HttpResponse> SimulatedPartnerCenter::about_customer(const SimulatedRequest& request,
                                                                   const SimulatedCustomer& customer) const {
    const auto what = request.part(3);
    if (what.empty()) return json_answer(200, details_of(customer));
    if (what == "managedservices") return json_answer(200, collection(customer.services, customer.services.size()));
    if (what == "relationships") return json_answer(200, collection({}, 0));
    if (what == "servicerequests") return request_list(request);
    if (what != "subscriptions") return std::nullopt;
    if (request.parts() == 4)
        return json_answer(200, collection(customer.subscriptions, customer.subscriptions.size()));
    if (request.part(5) != "supportcontact") return std::nullopt;
    auto contact = json_answer(200, {{"supportTenantId", "a4f0bba6-0000-4000-8000-000000000000"},
                                     {"supportMpnId", "4847383"},
                                     {"name", "Partner Kft."},
                                     {"attributes", {{"objectType", "SupportContact"}}}});
    contact.body.insert(0, byte_order_mark);
    return contact;
}

HttpResponse SimulatedPartnerCenter::request_list(const SimulatedRequest& request) const {
    const auto filter = parse_json(request.asked("filter").empty() ? "{}" : request.asked("filter"));
    const auto status = filter ? text_or(*filter, "Value", "") : std::string{};
    std::vector<Json> found;
    for (const auto& one : service_requests) {
        if (status.empty() || text_or(one, "status", "") == status) found.push_back(listed(one));
    }
    return json_answer(200, collection(found, found.size()));
}

HttpResponse SimulatedPartnerCenter::one_request(const SimulatedRequest& request, const std::string& id) {
    const auto found = std::find_if(service_requests.begin(), service_requests.end(),
                                    [&](const Json& one) { return text_or(one, "id", "") == id; });
    if (found == service_requests.end()) return problem(404, "1000", "The service request was not found.");
    if (request.method != "PATCH") return json_answer(200, *found);
    const auto change = request.document();
    if (const auto* note = find_field(change, "NewNote"))
        (*found)["notes"].push_back({{"createdByName", "Kata"},
                                     {"createdDate", "2026-11-24T09:05:00.1"},
                                     {"text", text_or(*note, "Text", "")}});
    if (text_or(change, "Status", "") == "closed") (*found)["status"] = "closed";
    return json_answer(200, *found);
}

}  // namespace desk::test
