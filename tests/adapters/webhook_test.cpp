#include "adapters/webhook/webhook.hpp"

#include "adapters/webhook/standard_webhook.hpp"
#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

using namespace std::chrono_literals;
using test::at_second;
using test::outcome_of;
using test::webhook_request;

constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto new_secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const auto now = at_second(1'614'265'330);

// The vector of the reference libraries of Standard Webhooks.
HttpRequest published() {
    return {"POST",
            "/hooks/helpdesk",
            {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
             {"webhook-timestamp", "1614265330"},
             {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}},
            R"({"test": 2432232314})"};
}

struct StandardWebhook : testing::Test {
    std::vector<std::string> secrets = *read_webhook_secrets(secret);
    bool accepts(const HttpRequest& request, Time at = now) const {
        return authentic_webhook(request, secrets, at).has_value();
    }
};

TEST_F(StandardWebhook, AcceptsThePublishedVectorAtItsTime) {
    const auto webhook = authentic_webhook(published(), secrets, now);
    ASSERT_TRUE(webhook.has_value());
    EXPECT_EQ(webhook->id, "msg_p5jXN8AQM9LWM0D4loKWxJek");
    EXPECT_EQ(webhook->sent_at, now);
    EXPECT_TRUE(accepts(published(), now + 300s));
    EXPECT_TRUE(accepts(published(), now - 300s));
    EXPECT_FALSE(accepts(published(), now + 301s));
    EXPECT_FALSE(accepts(published(), now - 301s));
}

TEST_F(StandardWebhook, FindsTheRightEntryBetweenDecoys) {
    const std::string right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const std::string decoy = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    const std::string newer = "v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    auto request = published();
    test::set_header(request, "webhook-signature", decoy + " " + newer + "  " + right + " v1a,x");
    EXPECT_TRUE(accepts(request));
    for (const auto& list : {decoy + " " + newer, "v2" + right.substr(2), decoy + "," + right}) {
        test::set_header(request, "webhook-signature", list);
        EXPECT_FALSE(accepts(request)) << list;
    }
}

TEST_F(StandardWebhook, RefusesIdsThatCannotBeSigned) {
    for (const auto& id : {std::string("a.b"), std::string(129, 'x'), std::string("a b"),
                           std::string("a\nb"), std::string("\xC3\xBC"), std::string("a\0b", 3)}) {
        EXPECT_FALSE(accepts(webhook_request(secret, id, "{}", now)));
        EXPECT_FALSE(signed_headers(id, "{}", secrets, now).has_value());
    }
    EXPECT_TRUE(accepts(webhook_request(secret, std::string(128, 'x'), "{}", now)));
}

TEST_F(StandardWebhook, TakesBothSecretsWhileTheyAreBeingChanged) {
    secrets = *read_webhook_secrets(std::string{secret} + "\n" + new_secret + "\n");
    EXPECT_TRUE(accepts(webhook_request(secret, "m", "{}", now)));
    EXPECT_TRUE(accepts(webhook_request(new_secret, "m", "{}", now)));
    secrets = *read_webhook_secrets(new_secret);
    EXPECT_FALSE(accepts(webhook_request(secret, "m", "{}", now)));
}

TEST_F(StandardWebhook, SignsWithEverySecretSoThatEitherSideChangesFirst) {
    const auto both = *read_webhook_secrets(std::string{secret} + " " + new_secret);
    for (const auto& body :
         {std::string(), std::string("árvíztűrő"), std::string(1'000'000, 'x')}) {
        const HttpRequest sent{"POST", "", *signed_headers("r-1", body, both, now), body};
        EXPECT_TRUE(accepts(sent));
        EXPECT_TRUE(authentic_webhook(sent, *read_webhook_secrets(new_secret), now).has_value());
    }
}

TEST_F(StandardWebhook, ReadsSecretsWithAndWithoutPrefixAndPadding) {
    EXPECT_EQ(read_webhook_secrets("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")->front(), secrets.front());
    EXPECT_EQ(read_webhook_secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr")->front().size(),
              25U);
    for (const auto& wrong : {std::string(), std::string(" "), std::string("whsec_"),
                              std::string("whsec_c2hvcnQ="), "whsec_" + std::string(88, 'A'),
                              std::string("whsec_no base64 at all, but long enough !!!")}) {
        EXPECT_FALSE(read_webhook_secrets(wrong).has_value()) << wrong;
    }
}

struct Webhook : testing::Test {
    std::unique_ptr<Adapter> adapter = *make_webhook(
        "helpdesk", {{"secret", secret}, {"reply_url", "https://crm.example/deskhand/replies"}});

    Result<Inbound> read(std::string body) const {
        return adapter->read(webhook_request(secret, "msg_1", std::move(body), now), now);
    }
};

TEST_F(Webhook, ReadsTheBodyOfTheContract) {
    const auto inbound = read(R"({"conversation": "c-1", "sender": {"id": "u-1", "name": "Anna"},)"
                              R"( "text": "/price premium 40", "language": "hu", "more": [1]})");
    ASSERT_EQ(outcome_of(inbound), "1 messages");
    const auto& message = inbound->messages.front();
    EXPECT_EQ(message.place, (Place{"helpdesk", "c-1", ""}));
    EXPECT_EQ(message.kind, MessageKind::message);
    EXPECT_EQ(message.event_id, "msg_1");
    EXPECT_EQ(message.author, "u-1");
    EXPECT_EQ(message.author_name, "Anna");
    EXPECT_EQ(message.text, "/price premium 40");
    EXPECT_EQ(message.language, "hu");
    EXPECT_EQ(message.sent_at, now);
}

TEST_F(Webhook, TakesNullForMissing) {
    EXPECT_EQ(outcome_of(read(R"({"conversation":"c","sender":{"id":"u","name":null},"text":"t",)"
                              R"("language":null,"action":null})")),
              "1 messages");
}

TEST_F(Webhook, MakesAnActionOfAButtonsValue) {
    const auto inbound =
        read(R"({"conversation":"c","sender":{"id":"u"},"action":"/incident EX1042"})");
    ASSERT_EQ(outcome_of(inbound), "1 messages");
    EXPECT_EQ(inbound->messages.front().kind, MessageKind::action);
    EXPECT_EQ(inbound->messages.front().text, "/incident EX1042");
    EXPECT_EQ(inbound->messages.front().values, (Arguments{{"action", "/incident EX1042"}}));
}

TEST_F(Webhook, KeepsTheLimitsOfEachField) {
    const auto body = [](const std::string& conversation, const std::string& id,
                         const std::string& text) {
        return dump_json(
            {{"conversation", conversation}, {"sender", {{"id", id}}}, {"text", text}});
    };
    const auto long_one = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += "ő";
        return text;
    };
    EXPECT_EQ(outcome_of(read(body(long_one(200), long_one(128), "t"))), "1 messages");
    EXPECT_EQ(outcome_of(read(body(long_one(201), "u", "t"))), "invalid");
    EXPECT_EQ(outcome_of(read(body("c", long_one(129), "t"))), "invalid");
    EXPECT_EQ(outcome_of(read(body("c", "u", std::string(16'384, 'x')))), "1 messages");
    EXPECT_EQ(outcome_of(read(body("c", "u", std::string(16'385, 'x')))), "invalid");
    for (const auto& id :
         {std::string(), std::string("a\nb"), std::string("a\tb"), std::string("a\0b", 3),
          std::string("a\x7f"), std::string("a\xC2\x85")}) {
        EXPECT_EQ(outcome_of(read(body(id, "u", "t"))), "invalid");
        EXPECT_EQ(outcome_of(read(body("c", id, "t"))), "invalid");
    }
    EXPECT_EQ(outcome_of(read(body("c", "u", ""))), "invalid");
    EXPECT_EQ(outcome_of(read(body("c", "u", std::string("a\0", 2)))), "invalid");
    EXPECT_EQ(outcome_of(read(body("c", "u", "a\nb"))), "1 messages");
}

TEST_F(Webhook, AcknowledgesWithTheMessagesId) {
    const std::vector<std::string> ids{"m-1"};
    const auto response = adapter->acknowledge(ids);
    EXPECT_EQ(response.status, 202);
    EXPECT_EQ(response.body, R"({"message_id":"m-1"})");
    EXPECT_EQ(*find_header(response.headers, "content-type"), "application/json");
}

TEST_F(Webhook, SignsAnewOnEveryAttemptUnderTheSameKey) {
    Outgoing outgoing;
    outgoing.reply = {{"helpdesk", "c-1", ""}, "u-1", "hu", "Igen, ismert hiba.", {}};
    outgoing.idempotency_key = "r-17-0";
    outgoing.message_id = "m-1";
    outgoing.in_reply_to = "msg_1";
    const auto first = *adapter->write(outgoing, now);
    const auto again = *adapter->write(outgoing, now + 600s);
    EXPECT_EQ(first.method, "POST");
    EXPECT_EQ(first.url, "https://crm.example/deskhand/replies");
    EXPECT_EQ(*find_header(first.headers, "Idempotency-Key"), "r-17-0");
    EXPECT_EQ(*find_header(again.headers, "webhook-id"), "r-17-0");
    EXPECT_NE(*find_header(first.headers, "webhook-signature"),
              *find_header(again.headers, "webhook-signature"));
    EXPECT_EQ(*parse_json(first.body), *parse_json(R"({"conversation":"c-1","in_reply_to":"msg_1",)"
                                                   R"("message_id":"m-1","part":0,"language":"hu",)"
                                                   R"("text":"Igen, ismert hiba."})"));
    const auto secrets = *read_webhook_secrets(secret);
    EXPECT_TRUE(authentic_webhook(again, secrets, now + 600s).has_value());
}

TEST_F(Webhook, SendsWordsAloneWhenTheCardWasRefused) {
    auto outgoing = test::sample_outgoing(test::subjects().back());
    EXPECT_TRUE(parse_json(adapter->write(outgoing, now)->body)->contains("card"));
    outgoing.plain = true;
    outgoing.reply.text = std::string(9'000, 'x');
    const auto body = *parse_json(adapter->write(outgoing, now)->body);
    EXPECT_FALSE(body.contains("card"));
    EXPECT_LT(body["text"].get_ref<const std::string&>().size(), 2'010U);
}

TEST_F(Webhook, PausesWhenTheAddressIsSwitchedOff) {
    EXPECT_TRUE(std::holds_alternative<Pause>(adapter->judge({410, {}, ""})));
    EXPECT_TRUE(std::holds_alternative<GiveUp>(adapter->judge({404, {}, ""})));
}

TEST(WebhookSettings, NamesTheSettingThatIsWrongAndNoSecret) {
    const auto problem = [](const AdapterSettings& settings) {
        return make_webhook("helpdesk", settings).error().what;
    };
    EXPECT_EQ(problem({}), "adapters.helpdesk.secret: missing");
    EXPECT_EQ(problem({{"secret", "whsec_QUJD"}}), "adapters.helpdesk.secret: not 24 to 64 bytes");
    EXPECT_EQ(problem({{"secret", secret}}), "adapters.helpdesk.reply_url: missing");
    for (const auto* url :
         {"crm.example", "ftp://crm.example", "https://", "https:///x", "https://u:p@crm.example/",
          "https://crm.example/ x", "https://crm.example/\r\nX: y"}) {
        EXPECT_NE(problem({{"secret", secret}, {"reply_url", url}}).find("reply_url: "),
                  std::string::npos);
    }
}

}  // namespace
}  // namespace desk
