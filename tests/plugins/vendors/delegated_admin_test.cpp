// Delegated administration: what Graph says, and the check before anything is written in a customer's name. §2.2.
#include "plugins/vendors/graph/delegated_admin.hpp"

#include <desk/wire_values.hpp>

#include <gtest/gtest.h>

namespace desk::graph {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Access access;
const vendors::CallIds ids{"r-1", "c-1"};
const std::string tenant = "76cb77fa-8b17-4eab-9493-b65dace99813";
const Time now = *wire::read_time("2026-11-24T09:05:00Z");

HttpResponse ok(std::string body) {
    return {.status = 200, .headers = {}, .body = std::move(body), .fetched_at = {}};
}

TEST(DelegatedAdmin, IsReadPageByPage) {
    EXPECT_EQ(relationships_request(access, ids).url,
              "https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300");
    const auto page =
        read_relationships(ok(R"({"@odata.nextLink":"https://graph.microsoft.com/v1.0/x?$skiptoken=1","value":[
      {"id":"a-b","displayName":"Support","duration":"P730D","autoExtendDuration":"P180D","status":"Active",
       "customer":{"tenantId":"76CB77FA-8B17-4EAB-9493-B65DACE99813","displayName":"Contoso"},
       "accessDetails":{"unifiedRoles":[{"roleDefinitionId":"F023FD81-a637-4b56-95fd-791ac0226033"},{}]},"endDateTime":"2026-12-01T00:00:00.1234567Z"}]})"));
    ASSERT_TRUE(page);
    const auto& one = page->relationships.front();
    EXPECT_EQ(one.status, RelationshipStatus::active);
    EXPECT_EQ(one.tenant_id, tenant);
    EXPECT_EQ(one.roles, std::vector<std::string>{std::string{service_support_administrator}});
    EXPECT_TRUE(one.renews);
    EXPECT_EQ(wire::time_text(*one.ends_at), "2026-12-01T00:00:00.123Z");
    EXPECT_EQ(follow(access, ids, page->next)->url, page->next);
    EXPECT_FALSE(follow(access, ids, "https://graph.microsoft.com.evil.example/v1.0/x"));
    EXPECT_EQ(read_relationships(ok("{}")).error().code, ErrorCode::unavailable);
}

TEST(DelegatedAdmin, KnowsEveryStatusAndNoOther) {
    const auto status = [](const std::string& word) {
        return name_of(
            read_relationships(ok(R"({"value":[{"status":")" + word + R"("}]})"))->relationships.front().status);
    };
    for (const auto* word :
         {"created", "approved", "activating", "active", "expiring", "expired", "terminating", "terminated"})
        EXPECT_EQ(status(word), word);
    EXPECT_EQ(status("approvalPending"), "approval_pending");
    EXPECT_EQ(status("terminationRequested"), "termination_requested");
    EXPECT_EQ(status("unknownFutureValue"), "unknown");
}

TEST(DelegatedAdmin, TellsWhichGroupsUseIt) {
    EXPECT_EQ(assignments_request(access, ids, "a-b").url,
              "https://graph.microsoft.com/v1.0/tenantRelationships/delegatedAdminRelationships/a-b/accessAssignments");
    const auto page = read_assignments(ok(
        R"({"value":[{"id":"1","status":"active","accessContainer":{"accessContainerId":"g1","accessContainerType":"securityGroup"},
      "accessDetails":{"unifiedRoles":[{"roleDefinitionId":"r1"}]}}]})"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->assignments.front().group, "g1");
    EXPECT_TRUE(page->assignments.front().is_active);
}

struct BeforeFiling : testing::Test {
    DelegatedAdmin relation{.id = "a",
                            .tenant_id = tenant,
                            .status = RelationshipStatus::active,
                            .roles = {std::string{service_support_administrator}},
                            .ends_at = now + days{100}};
    std::vector<DelegatedAdmin> others = {};

    PreFlight check(std::vector<std::string_view> roles = {service_support_administrator}) const {
        auto all = others;
        all.push_back(relation);
        return pre_flight(all, "76CB77FA-8B17-4EAB-9493-B65DACE99813", roles, now);
    }
};

TEST_F(BeforeFiling, AnActiveRelationWithTheRoleIsReady) {
    EXPECT_EQ(check().standing, Standing::ready);
    EXPECT_EQ(check().days_left, 100);
}

TEST_F(BeforeFiling, TheEndIsSaidBelowThirtyDaysUnlessItIsRenewed) {
    relation.ends_at = now + days{30};
    EXPECT_EQ(check().standing, Standing::ready);
    relation.ends_at = now + days{30} - hours{1};
    EXPECT_EQ(check().standing, Standing::ends_soon);
    EXPECT_EQ(check().days_left, 29);
    relation.renews = true;
    EXPECT_EQ(check().standing, Standing::ready);
}

TEST_F(BeforeFiling, ExpiringStillWorksWithAWarning) {
    relation.status = RelationshipStatus::expiring;
    EXPECT_EQ(check().standing, Standing::ends_soon);
}

TEST_F(BeforeFiling, WhatIsOverDoesNotWorkWhateverItsStatusSays) {
    relation.ends_at = now;
    EXPECT_EQ(check().standing, Standing::not_active);
    relation.ends_at = now + days{100};
    for (const auto status :
         {RelationshipStatus::unknown, RelationshipStatus::created, RelationshipStatus::approval_pending,
          RelationshipStatus::approved, RelationshipStatus::activating, RelationshipStatus::expired,
          RelationshipStatus::termination_requested, RelationshipStatus::terminating, RelationshipStatus::terminated}) {
        relation.status = status;
        EXPECT_EQ(check().standing, Standing::not_active) << name_of(status);
    }
}

TEST_F(BeforeFiling, ARoleThatDoesNotSufficeIsSaid) {
    EXPECT_EQ(check({directory_readers}).standing, Standing::lacks_role);
    EXPECT_EQ(check({directory_readers, service_support_administrator}).standing, Standing::ready);
    EXPECT_EQ(check({}).standing, Standing::ready);
}

TEST_F(BeforeFiling, AnotherCustomersRelationIsNone) {
    relation.tenant_id = "86cb77fa-8b17-4eab-9493-b65dace99813";
    EXPECT_EQ(check().standing, Standing::none);
    EXPECT_EQ(check().relationship_id, "");
}

TEST_F(BeforeFiling, TheBestOfSeveralCounts) {
    others = {{.id = "over",
               .tenant_id = tenant,
               .status = RelationshipStatus::expired,
               .roles = relation.roles,
               .ends_at = now + days{900}},
              {.id = "without", .tenant_id = tenant, .status = RelationshipStatus::active, .ends_at = now + days{800}},
              {.id = "short",
               .tenant_id = tenant,
               .status = RelationshipStatus::active,
               .roles = relation.roles,
               .ends_at = now + days{5}}};
    EXPECT_EQ(check().relationship_id, "a");
    EXPECT_EQ(check().standing, Standing::ready);
    EXPECT_EQ(check({directory_readers}).relationship_id, "without");
}

}  // namespace
}  // namespace desk::graph
