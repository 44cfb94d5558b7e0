// Who somebody is, proven by a one-time code; and the customer an agent acts for, named in every answer.
#include <gmock/gmock.h>

#include "bot/dispatch/linking.hpp"
#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::minutes;
using testing::HasSubstr;
using testing::Not;

constexpr const char* people = R"(
[[service]]
id = "exchange-online"
name = "Exchange Online"
[[customer]]
id = "contoso"
name = "Contoso Kft."
plan = "business"
services = ["exchange-online"]
[[customer.contact]]
id = "anna"
given = "Anna"
family = "Kovács"
email = "a.kovacs@contoso.example"
[[customer]]
id = "fabrikam"
name = "Fabrikam GmbH"
[[customer.contact]]
id = "jonas"
given = "Jonas"
[[agent]]
id = "kata"
given = "Kata"
role = "helpdesk"
identities = ["helpdesk:kata"]
[[agent]]
id = "ada"
given = "Ada"
role = "admin"
identities = ["helpdesk:ada"]
)";

struct Linking : testing::Test {
    Road road;
    std::string customer_seen = {};

    Linking() {
        road.directory(people);
        auto manifest = open_manifest("who");
        manifest.commands[0].needs_customer = true;
        manifest.commands[0].roles = {"contact", "helpdesk"};
        road.plugin(manifest, [this](const Call& call, const AskBot&) -> Result<PluginAnswer> {
            customer_seen = call.customer.id;
            return answers("ok");
        });
    }
    // What is answered.
    std::string say(const std::string& sender, const std::string& text) {
        const auto before = road.said().size();
        road.deliver("e" + std::to_string(++said_), "c-" + sender, text, sender);
        road.run();
        road.tick();
        const auto all = road.said();
        return all.size() > before ? all.at(before) : "";
    }
    std::string code_for(const std::string& person, const std::string& agent = "kata") {
        const auto answer = say(agent, "/code " + person);
        const auto at = answer.find("/link ");
        return at == std::string::npos ? "" : answer.substr(at + 6);
    }

private:
    int said_ = 0;
};

TEST_F(Linking, MakesAGuestTheContactWhoseCodeTheySay) {
    EXPECT_THAT(say("u-9", "/who"), HasSubstr("do not know this account"));
    const auto code = code_for("Anna Kovács");
    EXPECT_THAT(say("u-9", "/link " + code), HasSubstr("now linked to Contoso Kft."));
    say("u-9", "/who");
    EXPECT_EQ(customer_seen, "contoso");
}

TEST_F(Linking, TakesACodeHoweverItIsTyped) {
    auto code = code_for("anna");
    std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return std::tolower(c); });
    code.erase(code.find('-'), 1);
    EXPECT_THAT(say("u-9", "/link  " + code), HasSubstr("now linked"));
}

TEST_F(Linking, TakesACodeOnce) {
    const auto code = code_for("anna");
    say("u-9", "/link " + code);
    EXPECT_THAT(say("u-10", "/link " + code), HasSubstr("not valid"));
    say("u-10", "/who");
    EXPECT_EQ(customer_seen, "");
}

TEST_F(Linking, TakesNoCodeAfterItsTimeAndNoneThatNeverWas) {
    const auto code = code_for("anna");
    road.now += minutes{16};
    EXPECT_THAT(say("u-9", "/link " + code), HasSubstr("not valid"));
    EXPECT_THAT(say("u-9", "/link AAAAA-BBBBB"), HasSubstr("not valid"));
    EXPECT_THAT(say("u-9", "/link"), HasSubstr("Usage"));
}

TEST_F(Linking, IsNothingACustomerCanStart) {
    say("u-9", "/link " + code_for("anna"));
    EXPECT_THAT(say("u-9", "/code jonas"), HasSubstr("support team only"));
}

TEST_F(Linking, OfAnAgentIsForAdministrators) {
    EXPECT_EQ(code_for("kata"), "");
    EXPECT_NE(code_for("kata", "ada"), "");
}

TEST_F(Linking, OfNobodyKnownSaysSo) { EXPECT_THAT(say("kata", "/code nobody"), HasSubstr("nobody called")); }

TEST(LinkCode, IsTenLettersOfWhatNobodyCanGuess) {
    EXPECT_EQ(link_code("7k2mq9xdvrabcdefgh"), "7K2MQ-9XDVR");
    EXPECT_EQ(hash_of_link_code(" 7k2mq 9xdvr"), hash_of_link_code("7K2MQ-9XDVR"));
    EXPECT_NE(hash_of_link_code("7K2MQ-9XDVS"), hash_of_link_code("7K2MQ-9XDVR"));
}

TEST_F(Linking, AnAgentsAnswersNameTheCustomerAndAContactsDoNot) {
    EXPECT_THAT(say("kata", "/customer fabrikam"), HasSubstr("Fabrikam GmbH"));
    EXPECT_THAT(say("kata", "/who"), HasSubstr("Customer: Fabrikam GmbH."));
    say("u-9", "/link " + code_for("anna"));
    EXPECT_THAT(say("u-9", "/who"), Not(HasSubstr("Customer:")));
}

TEST_F(Linking, TheCustomerCardShowsPlanContactsAndServices) {
    const auto answer = say("kata", "/customer contoso");
    EXPECT_THAT(answer, HasSubstr("business"));
    EXPECT_THAT(answer, HasSubstr("Anna Kovács"));
    EXPECT_THAT(answer, HasSubstr("Exchange Online"));
}

}  // namespace
}  // namespace desk::test
