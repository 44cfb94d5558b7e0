// The directory's file, completed by sources and linked accounts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conversations/people/known_people.hpp"
#include "conversations/people/look_up.hpp"

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Directory filed() {
    Customer contoso{.id = "contoso", .name = "Contoso Kft.", .domains = {"contoso.example"}, .services = {"exchange-online"}};
    contoso.contacts = {{.id = "anna", .name = {"Anna", "Kovács"}, .identities = {"helpdesk:anna"}}};
    Customer fabrikam{.id = "fabrikam", .tenant_id = "T-F", .name = "Fabrikam GmbH"};
    return *Directory::make({{.id = "exchange-online", .name = "Exchange Online"}}, {contoso, fabrikam},
                            {{.id = "kata", .name = {"Kata", "Pál"}, .identities = {"helpdesk:kata"}}});
}

CompletedDirectory with(std::string document, std::string id = "t1") {
    return completed(filed(), {.version = 1, .enrolled = {{"partner_center", std::move(id), std::move(document)}}});
}

TEST(KnownPeople, ASourceFillsWhatTheFileLeavesOutAndOverwritesNothing) {
    const auto made = with(R"({"tenant_id":"T-C","name":"CONTOSO KFT","domains":["contoso.example","contoso.hu"],"country":"HU",
        "services":["SharePoint Online"],"subscriptions":[{"id":"s1","name":"Microsoft 365 E3","status":"active"}],
        "relationship":{"status":"active","ends_at":"2027-01-01T00:00:00Z","roles":["Service support administrator"]}})");
    const auto* contoso = made.directory.customer("contoso");
    ASSERT_NE(contoso, nullptr);
    EXPECT_EQ(contoso->name, "Contoso Kft.");
    EXPECT_EQ(contoso->tenant_id, "T-C");
    EXPECT_EQ(contoso->country, "HU");
    EXPECT_THAT(contoso->domains, ElementsAre("contoso.example", "contoso.hu"));
    EXPECT_THAT(contoso->services, ElementsAre("exchange-online"));
    EXPECT_EQ(contoso->subscriptions.at(0).name, "Microsoft 365 E3");
    EXPECT_EQ(contoso->relationship.status, "active");
    EXPECT_THAT(made.left_out, IsEmpty());
}

TEST(KnownPeople, ASourcesCustomerIsFoundByItsTenantIdWhateverItsCase) {
    EXPECT_EQ(with(R"({"tenant_id":"t-f","name":"x","country":"DE"})").directory.customer("fabrikam")->country, "DE");
}

TEST(KnownPeople, AnotherTenantOfTheSameDomainIsNotTakenForACustomerThatHasATenantId) {
    const auto made = completed(filed(), {.enrolled = {{"pc", "1", R"({"tenant_id":"T-1","name":"One","domains":["contoso.example"]})"},
                                                       {"pc", "2", R"({"tenant_id":"T-2","name":"Two","domains":["contoso.example"]})"}}});
    EXPECT_EQ(made.directory.customer("contoso")->tenant_id, "T-1");
    ASSERT_NE(made.directory.customer("t-2"), nullptr);
    EXPECT_THAT(made.directory.customer("t-2")->domains, IsEmpty());
}

TEST(KnownPeople, WhatIsNoCustomerIsLeftOutWithASentence) {
    EXPECT_THAT(with("[]").left_out, ElementsAre(HasSubstr("not an object")));
    EXPECT_THAT(with(R"({"tenant_id":"t9"})").left_out, ElementsAre(HasSubstr("no name")));
    EXPECT_THAT(with(R"({"tenant_id":"guest","name":"Guest"})").left_out, ElementsAre(HasSubstr("no name or tenant id")));
    EXPECT_THAT(with(R"({"tenant_id":"contoso","name":"Thief"})").left_out, ElementsAre(HasSubstr("another customer has this id")));
}

TEST(KnownPeople, ALinkThatIsNotHttpsIsNoLink) {
    const auto made = with(R"({"tenant_id":"t1","name":"N","admin_links":[{"service":"Exchange","title":"Exchange","url":"https://portal.example/x"},
        {"service":"Evil","title":"Evil","url":"javascript:alert"}]})");
    EXPECT_EQ(made.directory.customer("t1")->admin_links.size(), 1U);
}

TEST(KnownPeople, ALinkedAccountIsThatPersonUnlessTheFileGivesItToAnother) {
    const auto made = completed(filed(), {.links = {{"slack", "U1", "anna"}, {"helpdesk", "kata", "anna"}, {"slack", "U2", "nobody"}}});
    EXPECT_EQ(made.directory.who("slack", "U1", false).id, "anna");
    EXPECT_EQ(made.directory.who("slack", "U1", false).tenant.customer, "contoso");
    EXPECT_EQ(made.directory.who("helpdesk", "kata", false).id, "kata");
    EXPECT_THAT(made.left_out, ElementsAre(HasSubstr("nobody is called nobody")));
}

TEST(KnownPeople, ADocumentIsMergedFieldByField) {
    EXPECT_EQ(*merged_documents(R"({"a":1,"b":2})", R"({"b":null,"c":[3]})"), R"({"a":1,"c":[3]})");
    EXPECT_FALSE(merged_documents("{}", "3"));
}

TEST(LookUp, TellsWhoAsksAndNothingOfAGuest) {
    EXPECT_THAT(*look_up_person(filed(), "anna"), HasSubstr(R"("family":"Kovács")"));
    EXPECT_FALSE(look_up_person(filed(), "guest:helpdesk:x"));
}

}  // namespace
}  // namespace desk
