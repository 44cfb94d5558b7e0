// What Partner Center says about customers, their subscriptions, services and support: rows 1–5, 12, 13, 15 of §2.4.
#include "plugins/vendors/partner_center/customer.hpp"
#include "plugins/vendors/partner_center/managed_service.hpp"
#include "plugins/vendors/partner_center/partner.hpp"
#include "plugins/vendors/partner_center/subscription.hpp"
#include "plugins/vendors/web_address.hpp"
#include <desk/wire_values.hpp>

#include <gtest/gtest.h>

namespace desk::partner_center {
namespace {

const Access access;
const vendors::CallIds ids{"r-1", "c-1"};
const std::string tenant = "76cb77fa-8b17-4eab-9493-b65dace99813";
const std::string base = "https://api.partnercenter.microsoft.com/v1";

HttpResponse ok(std::string body) {
    return {.status = 200, .headers = {}, .body = std::move(body), .fetched_at = {}};
}

TEST(Customers, AreAskedForByPageAndByTheBeginningOfTheirName) {
    EXPECT_EQ(customers_request(access, ids, 40).url, base + "/customers?size=40");
    EXPECT_EQ(search_request(access, ids, "con & t", 5).url,
              base +
                  "/customers?size=5&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Operator%22%3A%22starts_with%22%2C%"
                  "22Value%22"
                  "%3A%22con%20%26%20t%22%7D");
    EXPECT_EQ(customer_request(access, ids, tenant).url, base + "/customers/" + tenant);
}

TEST(Customers, WithoutATenantAreLeftOut) {
    const auto page = read_customers(ok(R"({"totalCount":3,"items":[
      {"id":"76CB77FA-8B17-4EAB-9493-B65DACE99813","companyProfile":{"domain":"Contoso.OnMicrosoft.com","companyName":"Contoso Kft."},"relationshipToPartner":"reseller"},
      {"id":"","companyProfile":{"tenantId":"86cb77fa-8b17-4eab-9493-b65dace99813","companyName":"Fabrikam"}},
      {"id":"../../x","companyProfile":null}]})"));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->customers.size(), 2U);
    EXPECT_EQ(page->customers[0].tenant_id, tenant);
    EXPECT_EQ(page->customers[0].domain, "contoso.onmicrosoft.com");
    EXPECT_EQ(page->customers[0].name, "Contoso Kft.");
    EXPECT_FALSE(page->next);
}

TEST(Customer, IsReadWithItsProfile) {
    const auto customer = read_customer(
        ok(R"({"id":")" + tenant +
           R"(","commerceId":"x","companyProfile":{"domain":"contoso.onmicrosoft.com","companyName":"Contoso Kft."},
      "billingProfile":{"email":"a@b","culture":"hu-HU","language":"hu","defaultAddress":{"country":"HU","city":"Győr"}},
      "allowDelegatedAccess":true,"customDomains":["contoso.hu","CONTOSO.hu","no domain",7]})"));
    ASSERT_TRUE(customer);
    EXPECT_EQ(customer->country, "HU");
    EXPECT_EQ(customer->language, "hu");
    EXPECT_EQ(customer->domains, (std::vector<std::string>{"contoso.onmicrosoft.com", "contoso.hu"}));
    EXPECT_TRUE(customer->allows_delegated_access);
}

TEST(Customer, WithoutDelegatedAccessHasNoAddress) {
    const auto customer =
        read_customer(ok(R"({"id":")" + tenant +
                         R"(","companyProfile":{"companyName":"C"},"billingProfile":null,"customDomains":null})"));
    ASSERT_TRUE(customer);
    EXPECT_EQ(customer->country, "");
    EXPECT_TRUE(customer->domains.empty());
    EXPECT_EQ(read_customer(ok("{}")).error().code, ErrorCode::unavailable);
}

TEST(Subscriptions, NameTheirAzureSubscriptionWhenTheyAreBilledByUsage) {
    const auto page = read_subscriptions(ok(R"({"totalCount":3,"items":[
      {"id":"s1","offerName":"Microsoft Azure","friendlyName":"Termelés","status":"Active","billingType":"usage","entitlementId":")" +
                                            tenant + R"(","quantity":"1",
       "effectiveStartDate":"2026-01-01T00:00:00Z","commitmentEndDate":"0001-01-01T00:00:00","autoRenewEnabled":true},
      {"id":"s2","offerName":"Microsoft 365 E3","status":"suspended","billingType":"license","entitlementId":")" +
                                            tenant + R"("},
      {"id":"s3","offerName":"Trial","status":4,"billingType":1,"entitlementId":"not a guid","isTrial":true}]})"));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->subscriptions.size(), 3U);
    const auto& usage = page->subscriptions[0];
    EXPECT_EQ(usage.name, "Termelés");
    EXPECT_EQ(usage.azure_id, tenant);
    EXPECT_EQ(usage.status, SubscriptionStatus::active);
    EXPECT_EQ(usage.quantity, 1);
    EXPECT_FALSE(usage.until);
    EXPECT_TRUE(usage.renews);
    EXPECT_EQ(page->subscriptions[1].azure_id, "");
    EXPECT_EQ(word_of(page->subscriptions[1].status), "suspended");
    EXPECT_EQ(page->subscriptions[2].azure_id, "");
    EXPECT_EQ(page->subscriptions[2].status, SubscriptionStatus::unknown);
    EXPECT_TRUE(page->subscriptions[2].is_trial);
}

TEST(SupportContact, IsReadThroughItsByteOrderMarkAndMayBeNobody) {
    EXPECT_EQ(support_contact_request(access, ids, tenant, "s1").url,
              base + "/customers/" + tenant + "/subscriptions/s1/supportcontact");
    const auto contact =
        read_support_contact(ok("\xEF\xBB\xBF"
                                R"({"supportTenantId":"t","supportMpnId":"4847383","name":"Partner Kft."})"));
    ASSERT_TRUE(contact && *contact);
    EXPECT_EQ((*contact)->name, "Partner Kft.");
    EXPECT_FALSE(*read_support_contact(ok("{}")));
    EXPECT_FALSE(*read_support_contact({.status = 404, .headers = {}, .body = "", .fetched_at = {}}));
    EXPECT_FALSE(read_support_contact({.status = 403, .headers = {}, .body = "", .fetched_at = {}}));
}

TEST(ManagedServices, KeepOnlyTheLinksThatAreAllowed) {
    const auto services = read_managed_services(
        ok(R"({"totalCount":2,"items":[{"id":"Exchange","name":"Exchange","groupName":"Office","links":{
      "adminService":{"uri":"https://portal.office.com/Partner/BeginClientSession.aspx?CTID=t&CSDEST=Exchange","method":"GET","headers":[]},
      "serviceHealth":{"uri":"https://portal.office.com.evil.example/"},"serviceTicket":{"uri":"http://portal.office.com/"}}},
      {"id":"Intune","links":null}]})"),
        vendors::host_list(usual_portals));
    ASSERT_TRUE(services);
    ASSERT_EQ(services->size(), 2U);
    EXPECT_EQ(services->front().admin_url,
              "https://portal.office.com/Partner/BeginClientSession.aspx?CTID=t&CSDEST=Exchange");
    EXPECT_EQ(services->front().health_url, "");
    EXPECT_EQ(services->front().ticket_url, "");
    EXPECT_EQ(services->back().name, "Intune");
}

TEST(SupportProfile, SaysHowSupportIsReached) {
    EXPECT_EQ(support_profile_request(access, ids).url, base + "/profiles/support");
    const auto profile = read_support_profile(ok(
        R"({"email":"support@partner.example","telephone":"+36 1 555 0100","website":"https://partner.example","profileType":"support_profile"})"));
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->telephone, "+36 1 555 0100");
    EXPECT_EQ(read_support_profile(ok(R"({"email":"","telephone":null})")).error().code, ErrorCode::not_found);
}

TEST(Relationships, AreReadInOneSpelling) {
    EXPECT_EQ(relationships_request(access, ids, "is_indirect_reseller_of").url,
              base + "/relationships?relationship_type=is_indirect_reseller_of");
    EXPECT_EQ(customer_relationships_request(access, ids, tenant).url,
              base + "/customers/" + tenant + "/relationships");
    const auto page = read_relationships(ok(
        R"({"totalCount":1,"items":[{"id":"1","name":"R","mpnId":4847383,"relationshipType":"IsIndirectResellerOf","state":"Active"}]})"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->relationships.front().type, "is_indirect_reseller_of");
    EXPECT_EQ(page->relationships.front().state, "active");
    EXPECT_EQ(page->relationships.front().mpn_id, "4847383");
}

}  // namespace
}  // namespace desk::partner_center
