#include "conversations/people/directory.hpp"
#include "conversations/people/look_up.hpp"
#include "conversations/people/permissions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Service> services() {
    return {{"exchange-online", "Exchange Online", {"exchange", "levelezés"}, "Microsoft"},
            {"teams", "Microsoft Teams", {"teams"}, "Microsoft"},
            {"backup", "Cloud Backup", {}, "Fabrikam"}};
}

Customer contoso() {
    Customer customer;
    customer.id = "contoso";
    customer.name = "Contoso Kft.";
    customer.country = "HU";
    customer.language = "hu";
    customer.time_zone = "Europe/Budapest";
    customer.currency = "HUF";
    customer.plan = "Business";
    customer.users = 40;
    customer.domains = {"contoso.example"};
    customer.services = {"exchange-online", "teams"};
    Contact anna;
    anna.id = "anna";
    anna.name = {"Anna", "Kovács"};
    anna.email = "a.kovacs@contoso.example";
    anna.identities = {"slack:U1", "webhook:u:1"};
    customer.contacts = {anna};
    return customer;
}

Customer adatum() {
    Customer customer;
    customer.id = "adatum";
    customer.name = "Adatum Zrt.";
    customer.time_zone = "Europe/Vienna";
    customer.services = {"teams", "backup"};
    Contact eva;
    eva.id = "eva";
    eva.language = "de";
    eva.time_zone = "Europe/London";
    customer.contacts = {eva};
    return customer;
}

Agent kata() {
    Agent agent;
    agent.id = "kata";
    agent.name = {"Kata", "Pál"};
    agent.role = Role::helpdesk;
    agent.identities = {"slack:U9"};
    return agent;
}

Directory desk_directory() {
    auto made = Directory::make(services(), {contoso(), adatum()}, {kata()});
    EXPECT_TRUE(made);
    return *std::move(made);
}

TEST(Directory, KnowsAContactByTheAccountOfAPlatform) {
    const auto person = desk_directory().who("slack", "U1", false);
    EXPECT_EQ(person.id, "anna");
    EXPECT_EQ(person.role, Role::contact);
    EXPECT_EQ(person.tenant.customer, "contoso");
    EXPECT_EQ(person.name, (PersonName{"Anna", "Kovács"}));
    EXPECT_EQ(person.email, "a.kovacs@contoso.example");
    EXPECT_EQ(person.language, "");
    EXPECT_EQ(person.time_zone, "Europe/Budapest");
    EXPECT_EQ(desk_directory().who("webhook", "u:1", false).id, "anna");
}

TEST(Directory, PrefersAContactsOwnLanguageAndZone) {
    const auto person = desk_directory().who("console", "eva", true);
    EXPECT_EQ(person.language, "de");
    EXPECT_EQ(person.time_zone, "Europe/London");
}

TEST(Directory, GivesAgentsNoCustomer) {
    const auto person = desk_directory().who("slack", "U9", false);
    EXPECT_EQ(person.id, "kata");
    EXPECT_EQ(person.role, Role::helpdesk);
    EXPECT_EQ(person.tenant.customer, "");
}

TEST(Directory, MakesEverybodyElseAGuest) {
    const auto person = desk_directory().who("slack", "U77", false);
    EXPECT_EQ(person.id, "guest:slack:U77");
    EXPECT_EQ(person.role, Role::guest);
    EXPECT_EQ(person.tenant.customer, "guest");
    EXPECT_EQ(desk_directory().who("mattermost", "U1", false).role, Role::guest);
    EXPECT_EQ(desk_directory().who("slack", "", false).role, Role::guest);
}

TEST(Directory, TakesIdsOnlyFromWhoMayBeTrusted) {
    const auto directory = desk_directory();
    for (const auto* name : {"anna", "customer:anna", "customer:contoso", "kata", "agent:kata"}) {
        EXPECT_EQ(directory.who("slack", name, false).role, Role::guest) << name;
    }
    EXPECT_EQ(directory.who("console", "anna", true).id, "anna");
    EXPECT_EQ(directory.who("console", "customer:anna", true).id, "anna");
    EXPECT_EQ(directory.who("console", "customer:contoso", true).id, "anna");
    EXPECT_EQ(directory.who("console", "agent:kata", true).id, "kata");
    EXPECT_EQ(directory.who("console", "agent:anna", true).role, Role::guest);
    EXPECT_EQ(directory.who("console", "customer:kata", true).role, Role::guest);
    EXPECT_EQ(directory.who("console", "customer:", true).role, Role::guest);
}

TEST(Directory, FindsCustomersByIdNameDomainAndPartOfTheName) {
    const auto directory = desk_directory();
    const auto ids = [&](std::string_view words) {
        std::vector<std::string> result;
        for (const auto* customer : directory.find_customers(words, 5)) {
            result.push_back(customer->id);
        }
        return result;
    };
    EXPECT_THAT(ids("contoso"), ElementsAre("contoso"));
    EXPECT_THAT(ids("CONTOSO KFT."), ElementsAre("contoso"));
    EXPECT_THAT(ids("contoso.example"), ElementsAre("contoso"));
    EXPECT_THAT(ids("t"), ElementsAre("contoso", "adatum"));
    EXPECT_THAT(ids(""), IsEmpty());
    EXPECT_THAT(ids("fabrikam"), IsEmpty());
}

TEST(Directory, FindsACustomersServicesByWhatPeopleCallThem) {
    const auto directory = desk_directory();
    const auto& customer = *directory.customer("contoso");
    ASSERT_EQ(directory.find_services(customer, "Levelezes").size(), 1U);
    EXPECT_EQ(directory.find_services(customer, "Levelezes").front()->id, "exchange-online");
    EXPECT_EQ(directory.find_services(customer, "online").front()->id, "exchange-online");
    EXPECT_THAT(directory.find_services(customer, "backup"), IsEmpty());
    EXPECT_EQ(directory.services_of(customer).size(), 2U);
}

TEST(Directory, RefusesWhatIsAmbiguous) {
    const auto refusal = [](std::vector<Service> s, std::vector<Customer> c, std::vector<Agent> a) {
        const auto made = Directory::make(std::move(s), std::move(c), std::move(a));
        return made ? std::string{} : made.error().what;
    };
    auto twice = services();
    twice.push_back(twice.front());
    EXPECT_EQ(refusal(twice, {}, {}), "services.exchange-online: twice");
    EXPECT_EQ(refusal(services(), {contoso(), contoso()}, {}), "customers.contoso: twice");

    auto customer = contoso();
    customer.services.emplace_back("exchnage");
    EXPECT_EQ(refusal(services(), {customer}, {}),
              "customers.contoso.services: no service \"exchnage\"");
    customer = contoso();
    customer.id = "guest";
    EXPECT_THAT(refusal(services(), {customer}, {}), HasSubstr("taken"));
    customer = adatum();
    customer.contacts.front().identities = {"slack:U1"};
    EXPECT_EQ(refusal(services(), {contoso(), customer}, {}),
              "customers.adatum.contacts.eva.identities: \"slack:U1\" belongs to two people");
    customer.contacts.front().identities = {"U1"};
    EXPECT_THAT(refusal(services(), {customer}, {}), HasSubstr("not ADAPTER:AUTHOR"));
    customer = adatum();
    customer.domains = {"Contoso.example"};
    EXPECT_THAT(refusal(services(), {contoso(), customer}, {}), HasSubstr("twice"));

    auto agent = kata();
    agent.id = "anna";
    EXPECT_THAT(refusal(services(), {contoso()}, {agent}), HasSubstr("two people"));
    agent = kata();
    agent.role = Role::contact;
    EXPECT_THAT(refusal(services(), {}, {agent}), HasSubstr("agents.kata.role"));
}

TEST(LookUp, TellsAPluginAboutItsCustomerAlone) {
    const auto directory = desk_directory();
    EXPECT_EQ(*look_up(directory, "contoso", "customer"),
              R"({"admin_links":[],"contacts":[{"email":"a.kovacs@contoso.example","family":"Kovács","given":"Anna","id":"anna","phone":""}],)"
              R"("country":"HU","currency":"HUF","domains":["contoso.example"],"id":"contoso","language":"hu",)"
              R"("name":"Contoso Kft.","plan":"Business","relationship":{"roles":[],"status":""},"services":)" +
                  *look_up(directory, "contoso", "customer.services") +
                  R"(,"subscriptions":[],"tenant_id":"","time_zone":"Europe/Budapest","users":40,"vendor":"Microsoft"})");
    EXPECT_THAT(*look_up(directory, "adatum", "customer"), testing::Not(HasSubstr(R"("users":0,"vendor")")));
    EXPECT_EQ(*look_up(directory, "adatum", "customer.services"),
              R"([{"aliases":["teams"],"id":"teams","marketplace":"","name":"Microsoft Teams","structure":"direct","supporter":"","vendor":"Microsoft"},)"
              R"({"aliases":[],"id":"backup","marketplace":"","name":"Cloud Backup","structure":"direct","supporter":"","vendor":"Fabrikam"}])");
    EXPECT_EQ(look_up(directory, "guest", "customer").error().code, ErrorCode::not_found);
    EXPECT_EQ(look_up(directory, "contoso", "agents").error().code, ErrorCode::not_found);
}

TEST(Roles, HaveNamesThatAreReadForgivingly) {
    for (const auto role : all_roles) EXPECT_EQ(*role_named(name_of(role)), role);
    EXPECT_EQ(*role_named("  Admin "), Role::admin);
    EXPECT_FALSE(role_named("administrators"));
    EXPECT_FALSE(role_named(""));
}

// Written down a second time on purpose: a changed right must be changed in two places.
TEST(Permissions, OfEveryCoreCommandAndRoleAreAsAgreed) {
    const std::map<std::string_view, std::string_view> agreed{
        {"help", "guest contact sales helpdesk lead admin"},
        {"language", "guest contact sales helpdesk lead admin"},
        {"person", "guest contact sales helpdesk lead admin"},
        {"customer", "sales helpdesk lead admin"},
        {"insight", "sales helpdesk lead admin"},
        {"take", "helpdesk lead admin"},
        {"release", "helpdesk lead admin"},
        {"assign", "helpdesk lead admin"},
        {"note", "helpdesk lead admin"},
        {"snooze", "helpdesk lead admin"},
        {"resolve", "helpdesk lead admin"},
        {"macro", "helpdesk lead admin"},
        {"transcript", "helpdesk lead admin"},
        {"bot", "helpdesk lead admin"},
        {"link", "guest contact sales helpdesk lead admin"},
        {"code", "helpdesk lead admin"},
    };
    EXPECT_EQ(core_commands().size(), agreed.size());
    for (const auto& [command, roles] : agreed) {
        for (const auto role : all_roles) {
            const bool is_agreed = roles.find(name_of(role)) != std::string_view::npos;
            EXPECT_EQ(may_run_core(role, command), is_agreed) << command << " " << name_of(role);
        }
    }
}

TEST(Permissions, AreDeniedByDefault) {
    for (const auto role : all_roles) EXPECT_FALSE(may_run_core(role, "format-disk"));
    const std::vector<std::string> none;
    const std::vector<std::string> wrong{"root", "*", ""};
    for (const auto role : {Role::guest, Role::contact, Role::sales, Role::helpdesk, Role::lead}) {
        EXPECT_FALSE(may_run(role, none)) << name_of(role);
        EXPECT_FALSE(may_run(role, wrong)) << name_of(role);
    }
    EXPECT_TRUE(may_run(Role::admin, none));
}

TEST(Permissions, OfAPluginsCommandAreTheRolesOfItsManifest) {
    for (const auto allowed : all_roles) {
        const std::vector<std::string> roles{std::string{name_of(allowed)}};
        for (const auto role : all_roles) {
            EXPECT_EQ(may_run(role, roles), role == allowed || role == Role::admin)
                << name_of(role) << " where " << name_of(allowed) << " is allowed";
        }
    }
}

TEST(Permissions, KeepContactsToTheirOwnCustomerAndGuestsToNone) {
    const auto directory = desk_directory();
    const auto anna = directory.person("anna");
    EXPECT_TRUE(may_see(anna, Tenant{"contoso"}));
    EXPECT_FALSE(may_see(anna, Tenant{"adatum"}));
    EXPECT_FALSE(may_see(anna, Tenant{""}));
    EXPECT_TRUE(may_see(directory.person("kata"), Tenant{"adatum"}));
    EXPECT_FALSE(may_see(directory.person("nobody"), Tenant{"guest"}));
    EXPECT_FALSE(may_see(directory.person("nobody"), Tenant{"contoso"}));
}

}  // namespace
}  // namespace desk
