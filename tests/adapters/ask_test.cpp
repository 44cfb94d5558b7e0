#include "adapters/ask/ask.hpp"

#include "adapters/catalogue.hpp"
#include "tests/adapters/adapter_contract.hpp"
#include "tests/adapters/requests.hpp"
#include <desk/json.hpp>

namespace desk {
namespace {

constexpr auto question = R"({"conversation":"c","sender":{"id":"u"},"text":"/help"})";

struct Ask : testing::Test {
    std::unique_ptr<Adapter> adapter = *make_ask("api", {{"token", "old-token\nnew-token"}});
    std::string read(const HttpRequest& request) const {
        return test::outcome_of(adapter->read(request, Time{}));
    }
};

TEST_F(Ask, TakesEveryConfiguredTokenAndNoPartOfOne) {
    for (const auto* token : {"old-token", "new-token"}) {
        EXPECT_EQ(read(test::ask_request(token, "k", question)), "1 messages") << token;
    }
    for (const auto* token :
         {"", "old", "old-token\nnew-token", "old-token new-token", "Old-token"}) {
        EXPECT_EQ(read(test::ask_request(token, "k", question)), "denied") << token;
    }
}

TEST_F(Ask, KnowsOnlyTheBearerScheme) {
    auto request = test::ask_request("old-token", "k", question);
    test::set_header(request, "Authorization", "bearer old-token");
    EXPECT_EQ(read(request), "1 messages");
    for (const auto* value :
         {"old-token", "Basic old-token", "Bearer  old-token", "Bearerold-token"}) {
        test::set_header(request, "Authorization", value);
        EXPECT_EQ(read(request), "denied") << value;
    }
}

TEST_F(Ask, TakesTheIdempotencyKeyForTheEventId) {
    auto request = test::ask_request("old-token", "key-1", question);
    EXPECT_EQ(adapter->read(request, Time{})->messages.front().event_id, "key-1");
    test::remove_header(request, "Idempotency-Key");
    EXPECT_EQ(adapter->read(request, Time{})->messages.front().event_id, "");
    for (const auto& key :
         {std::string(), std::string(257, 'x'), std::string("a b"), std::string("ü")}) {
        test::set_header(request, "Idempotency-Key", key);
        EXPECT_EQ(read(request), "invalid") << key;
    }
}

TEST_F(Ask, WritesOneReplyOfTheResponse) {
    const auto outgoing = test::sample_outgoing(test::subjects().front());
    const auto body = *parse_json(adapter->write(outgoing, Time{})->body);
    EXPECT_EQ(body["text"], outgoing.reply.text);
    EXPECT_EQ(body["language"], "en");
    EXPECT_EQ(body["card"]["kind"], "service_health");
}

TEST(AdapterKinds, StandInOrderAndAreFound) {
    std::string before;
    for (const auto& kind : adapter_kinds()) {
        EXPECT_LT(before, kind.type);
        before = kind.type;
        EXPECT_EQ(find_adapter_kind(kind.type), &kind);
        EXPECT_GE(kind.reply_characters, 1'000U);
        EXPECT_EQ(kind.has_hook, kind.delivery == DeliveryMode::push);
    }
    EXPECT_EQ(find_adapter_kind("fax"), nullptr);
}

TEST(AdapterKinds, RefuseToStartWithoutARequiredSetting) {
    for (const auto& kind : adapter_kinds()) {
        for (const auto& missing : kind.settings) {
            if (!missing.is_required) continue;
            AdapterSettings settings;
            for (const auto& setting : kind.settings) {
                const auto* value = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
                if (!setting.is_required || setting.name == missing.name) continue;
                settings[std::string{setting.name}] = setting.is_url ? "https://a.example" : value;
            }
            const auto made = kind.make("name", settings);
            ASSERT_FALSE(made.has_value()) << kind.type << ' ' << missing.name;
            EXPECT_EQ(made.error().what,
                      "adapters.name." + std::string{missing.name} + ": missing");
        }
    }
}

}  // namespace
}  // namespace desk
