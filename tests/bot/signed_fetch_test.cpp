// What a plugin fetches is signed by the desk's accounts: the plugin names one and never sees a token.
#include <desk/wire.hpp>
#include <desk/wire_replies.hpp>

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/road.hpp"

namespace desk::test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

constexpr const char* customers = R"(
[[customer]]
id = "contoso"
name = "Contoso Kft."
tenant_id = "7d3c-contoso"
[[customer.contact]]
id = "anna"
given = "Anna"
identities = ["helpdesk:anna"]
)";

struct SignedFetch : testing::Test {
    Road road;
    Manifest manifest = open_manifest("vendor");
    HttpRequest wanted{.url = "https://graph.example/health", .account = "partner", .as_customer = true};
    std::string reply = {};
    int tokens_given = 0;
    SendRules rules_of_vendor = {};
    std::string refused_token = {};
    HttpResponse sign_in_answer{};  // instead of a token

    SignedFetch() {
        manifest.permissions.hosts = {"graph.example", "other.example", "tickets.example"};
        manifest.permissions.accounts = {"partner", "{account}"};
        road.directory(customers);
        const auto file = road.folder() + "/refresh.token";
        std::ofstream{file} << "refresh-0\n";
        AccountConfiguration partner{.name = "partner",
                                     .hosts = {"graph.example"},
                                     .sign_in_url = "https://login.example",
                                     .tenant = "the-partner",
                                     .client_id = "app & co",
                                     .client_secret = Secret{"s3cret"},
                                     .refresh_token_file = file};
        road.account(partner);
        road.account({.name = "tickets", .type = "header", .hosts = {"tickets.example"}, .value = Secret{"Token token=t1"}});
        road.web = [this](const HttpRequest& request) { return answer(request); };
    }
    Result<HttpResponse> answer(const HttpRequest& request) {
        if (!request.url.starts_with("https://login.example/")) {
            if (request.url.starts_with("https://graph.example")) rules_of_vendor = road.rules_given;
            const auto* authorization = find_header(request.headers, "Authorization");
            const bool is_refused = authorization != nullptr && *authorization == "Bearer " + refused_token;
            return HttpResponse{.status = is_refused ? 401 : 200, .body = "fine"};
        }
        if (sign_in_answer.status != 0) return sign_in_answer;
        ++tokens_given;
        const auto n = std::to_string(tokens_given);
        return HttpResponse{.status = 200,
                            .body = R"({"expires_in":"3599","access_token":"token-)" + n + R"(","refresh_token":"refresh-)" + n + "\"}"};
    }
    std::string ask() {
        if (!is_open_) {
            road.plugin(manifest, [this](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
                reply = ask_bot(dump_json(wire::to_json(wire::Question{wire::Fetch{wanted}})));
                return answers("ok");
            });
        }
        is_open_ = true;
        road.sent.clear();
        EXPECT_EQ(road.deliver("e" + std::to_string(++asked_), "c-1", "/vendor"), 202);
        road.run();
        return reply;
    }
    // Of the requests to the sign-in and to the vendor.
    std::vector<HttpRequest> sent_to(const std::string& host) const {
        std::vector<HttpRequest> found;
        for (const auto& request : road.sent) {
            if (request.url.find(host) != std::string::npos) found.push_back(request);
        }
        return found;
    }

private:
    bool is_open_ = false;
    int asked_ = 0;
};

TEST_F(SignedFetch, CarriesATokenForTheCustomersOwnTenant) {
    EXPECT_THAT(ask(), HasSubstr("fine"));
    const auto sign_in = sent_to("login.example").at(0);
    EXPECT_EQ(sign_in.url, "https://login.example/7d3c-contoso/oauth2/token");
    EXPECT_EQ(sign_in.body,
              "grant_type=refresh_token&resource=https%3A%2F%2Fgraph.example&client_id=app%20%26%20co&client_secret=s3cret"
              "&refresh_token=refresh-0&scope=openid");
    EXPECT_EQ(*find_header(sent_to("graph.example").at(0).headers, "Authorization"), "Bearer token-1");
}

TEST_F(SignedFetch, ForThePartnerItselfTakesThePartnersTenant) {
    wanted.as_customer = false;
    ask();
    EXPECT_EQ(sent_to("login.example").at(0).url, "https://login.example/the-partner/oauth2/token");
}

TEST_F(SignedFetch, SignsInAgainAtFourFifthsOfATokensLifeAndNotBefore) {
    ask();
    road.now += seconds{3599 * 4 / 5 - 1};
    ask();
    EXPECT_EQ(tokens_given, 1);
    road.now += seconds{2};
    ask();
    EXPECT_EQ(tokens_given, 2);
    EXPECT_THAT(sent_to("login.example").at(0).body, HasSubstr("refresh_token=refresh-1"));
}

TEST_F(SignedFetch, KeepsTheNewRefreshTokenInItsFile) {
    ask();
    std::ifstream file{road.folder() + "/refresh.token"};
    std::string kept;
    std::getline(file, kept);
    EXPECT_EQ(kept, "refresh-1");
}

TEST_F(SignedFetch, TriesOnceMoreWithAnotherTokenWhenTheFirstIsRefused) {
    refused_token = "token-1";
    EXPECT_THAT(ask(), HasSubstr("fine"));
    EXPECT_EQ(tokens_given, 2);
    EXPECT_EQ(sent_to("graph.example").size(), 2U);
}

TEST_F(SignedFetch, SaysWhenConsentHasEndedWithoutASecretInTheSentence) {
    sign_in_answer = {.status = 400, .body = R"({"error":"invalid_grant","error_description":"AADSTS70008: refresh-0 has expired"})"};
    const auto said = ask();
    EXPECT_THAT(said, HasSubstr("denied"));
    EXPECT_THAT(said, HasSubstr("account partner: the sign-in answered 400, invalid_grant"));
    EXPECT_EQ(said.find("refresh-0"), std::string::npos);
}

TEST_F(SignedFetch, AFailingSignInMayPass) {
    sign_in_answer = {.status = 503};
    EXPECT_THAT(ask(), HasSubstr("unavailable"));
}

TEST_F(SignedFetch, ATokenLeavesForNoOtherHost) {
    wanted.url = "https://other.example/";
    EXPECT_THAT(ask(), HasSubstr("not for other.example"));
    EXPECT_TRUE(road.sent.empty() || road.sent.front().url.find("other.example") == std::string::npos);
}

TEST_F(SignedFetch, OfAFixedHeaderNeedsNoSignIn) {
    wanted = {.url = "https://tickets.example/api", .account = "tickets"};
    manifest.permissions.accounts = {"tickets"};
    ask();
    EXPECT_EQ(*find_header(sent_to("tickets.example").at(0).headers, "Authorization"), "Token token=t1");
    EXPECT_EQ(tokens_given, 0);
}

TEST_F(SignedFetch, OfAnAccountTheManifestDoesNotGrantIsRefused) {
    wanted.account = "tickets";
    EXPECT_THAT(ask(), HasSubstr("not granted"));
}

TEST_F(SignedFetch, OfAnAccountThatIsNotConfiguredSaysWhatIsMissing) {
    manifest.permissions.accounts = {"absent"};
    wanted.account = "absent";
    EXPECT_THAT(ask(), HasSubstr("there is no [accounts.absent]"));
}

TEST_F(SignedFetch, WithAnEffectIsSentOnAConnectionOfItsOwn) {
    wanted.method = "POST";
    ask();
    EXPECT_TRUE(rules_of_vendor.is_sent_once);
    wanted.method = "GET";
    ask();
    EXPECT_FALSE(rules_of_vendor.is_sent_once);
}

TEST_F(SignedFetch, ForACustomerWithoutTenantIdIsRefused) {
    road.directory("[[customer]]\nid = \"contoso\"\nname = \"Contoso\"\n[[customer.contact]]\nid = \"anna\"\ngiven = \"Anna\"\n"
                   "identities = [\"helpdesk:anna\"]\n");
    EXPECT_THAT(ask(), HasSubstr("no tenant_id"));
}

struct Probing : SignedFetch {
    std::string probe_of(const std::string& host) {
        road.plugin(manifest, [this, host](const Call&, const AskBot& ask_bot) -> Result<PluginAnswer> {
            reply = ask_bot(dump_json(wire::to_json(wire::Question{Probe{Probe::Kind::tls, host, 443}})));
            return answers("ok");
        });
        road.deliver("e1", "c-1", "/vendor");
        road.run();
        return reply;
    }
};

TEST_F(Probing, AsksOnlyHostsOfTheManifest) {
    road.probe = [](const Probe& probe, const SendRules&) {
        return Probed{.is_open = probe.host == "graph.example", .took = std::chrono::milliseconds{3}};
    };
    EXPECT_THAT(probe_of("graph.example"), HasSubstr(R"("open":true)"));
}

TEST_F(Probing, OfAHostThatIsNotGrantedIsRefused) { EXPECT_THAT(probe_of("else.example"), HasSubstr("not granted")); }

}  // namespace
}  // namespace desk::test
