#include "bot/configuration/customers_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;

constexpr std::string_view good = R"([[service]]
id = "exchange-online"
name = "Exchange Online"
aliases = ["exchange", "levelezés"]
vendor = "Microsoft"

[[customer]]
id = "contoso"
name = "Contoso Kft."
country = "HU"
language = "hu"
time_zone = "Europe/Budapest"
currency = "HUF"
plan = "premium"
users = 40
domains = ["contoso.example"]
services = ["exchange-online"]

[[customer.contact]]
id = "anna"
given = "Anna"
family = "Nagy"
identities = ["slack:U024BE7LH"]

[[agent]]
id = "kata"
given = "Kata"
family = "Pál"
role = "lead"
)";

std::string problems(std::string_view text) {
    std::string out;
    for (const auto& d : read_customers("customers.toml", text).diagnoses) out += to_text(d);
    return out;
}

TEST(CustomersFile, BecomesADirectory) {
    ASSERT_EQ(problems(good), "");
    const auto directory = read_customers("customers.toml", good).directory;
    const auto anna = directory.who("slack", "U024BE7LH", false);
    EXPECT_EQ(anna.tenant.customer, "contoso");
    EXPECT_EQ(anna.name.family, "Nagy");
    EXPECT_EQ(directory.customer("contoso")->users, 40);
    EXPECT_EQ(directory.service("exchange-online")->aliases.size(), 2u);
    EXPECT_EQ(directory.agents().at(0).role, Role::lead);
}

TEST(CustomersFile, HoldsWhatACustomerBoughtWhoSupportsItAndWhichRightsWeHave) {
    const auto text = std::string{good.substr(0, good.find("[[customer.contact]]"))} + R"(rights = { status = "active", ends_at = "2027-06-30", roles = ["Service support administrator"] }
[[customer.support]]
service = "exchange-online"
structure = "resold"
supporter = "TD Synnex"
[[customer.subscription]]
id = "s1"
name = "Microsoft 365 E3"
status = "active"
[[customer.admin_link]]
service = "Exchange"
title = "Exchange admin center"
url = "https://admin.exchange.microsoft.com/"
)";
    ASSERT_EQ(problems(text), "");
    const auto directory = read_customers("customers.toml", text).directory;
    const auto& contoso = *directory.customer("contoso");
    EXPECT_EQ(contoso.support.at(0).supporter, "TD Synnex");
    EXPECT_EQ(contoso.subscriptions.at(0).name, "Microsoft 365 E3");
    EXPECT_EQ(contoso.admin_links.at(0).title, "Exchange admin center");
    EXPECT_EQ(contoso.relationship.ends_at, Time{std::chrono::sys_days{std::chrono::year{2027} / 6 / 30}});
}

TEST(CustomersFile, RefusesSupportOfAServiceTheCustomerDoesNotUseAndADateThatIsNone) {
    const auto head = std::string{good.substr(0, good.find("[[customer.contact]]"))};
    EXPECT_THAT(problems(head + "[[customer.support]]\nservice = \"teams\"\nstructure = \"resold\"\n"), HasSubstr("is none of its services"));
    EXPECT_THAT(problems(head + "rights = { status = \"active\", ends_at = \"soon\" }\n"), HasSubstr("ends_at is no date"));
    EXPECT_THAT(problems(head + "[[customer.support]]\nservice = \"exchange-online\"\nstructure = \"rented\"\n"), HasSubstr("customers.toml:"));
}

TEST(CustomersFile, NamesEveryMistakeWithItsPlace) {
    const auto text = problems(R"([[customer]]
nmae = "Contoso"
id = 5
[[agent]]
id = "kata"
given = "Kata"
role = "boss"
[[custmer]]
)");
    EXPECT_THAT(text, HasSubstr("customer.name is missing\n  --> customers.toml:1:"));
    EXPECT_THAT(text, HasSubstr("unknown key \"nmae\" in [[customer]]\n  --> customers.toml:2:1"));
    EXPECT_THAT(text, HasSubstr("did you mean \"name\"?"));
    EXPECT_THAT(text, HasSubstr("customer.id must be a text\n  --> customers.toml:3:6"));
    EXPECT_THAT(text, HasSubstr("agent.role cannot be \"boss\"\n  --> customers.toml:7:8"));
    EXPECT_THAT(text, HasSubstr("did you mean \"customer\"?"));
}

TEST(CustomersFile, NamesThePlaceOfWhatDoesNotFit) {
    std::string text{good};
    text.replace(text.find("[\"exchange-online\"]"), 19, "[\"exchnage-online\"]");
    EXPECT_EQ(problems(text), R"(error[DH1301]: the directory does not fit together
  --> customers.toml:17:13
    |
 17 | services = ["exchnage-online"]
    |             ^^^^^^^^^^^^^^^^^ customers.contoso.services: no service "exchnage-online"
  fix: correct this entry, or the one it means
)");
    const auto twice =
        std::string{good} + "[[agent]]\nid = \"kata\"\ngiven = \"K\"\nrole = \"sales\"\n";
    EXPECT_THAT(problems(twice), HasSubstr("--> customers.toml:31:6"));
}

TEST(CustomersFile, IsNotNeeded) {
    EXPECT_TRUE(load_customers("").diagnoses.empty());
    ASSERT_EQ(load_customers("/nowhere/customers.toml").diagnoses.size(), 1u);
}

}  // namespace
}  // namespace desk
