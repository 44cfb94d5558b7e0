// When the second opinion is asked for, what its request carries, and when it is left alone.
#include "bot/services/second_reader.hpp"

#include <gmock/gmock.h>

#include <optional>

namespace desk {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

constexpr const char* chosen = R"({"choices":[{"message":{"content":"{\"intent\":\"health.ask\",\"slots\":[]}"}}]})";

struct SecondOpinionAsked : testing::Test {
    Configuration::SecondOpinion configured{.url = "https://models.example/v1/chat/completions", .timeout = std::chrono::milliseconds{1'500},
                                            .calls_per_minute = 100, .calls_per_day = 100};
    std::optional<SecondReader> reader;
    Time now{std::chrono::seconds{1'764'000'000}};
    Result<HttpResponse> answer{HttpResponse{.status = 200, .body = chosen}};
    std::vector<HttpRequest> sent;
    SendRules rules;

    Result<Opinion> ask(Account* account = nullptr) {
        if (!reader) reader.emplace(configured);
        const SendHttp send = [this](const HttpRequest& request, const SendRules& given) {
            sent.push_back(request);
            rules = given;
            return answer;
        };
        return reader->ask({"mail?", {{"health.ask", {}}}}, account, send, now);
    }
    ErrorCode code() { return ask().error().code; }
};

TEST_F(SecondOpinionAsked, IsWhatTheEndpointChose) {
    EXPECT_EQ(ask()->intent, "health.ask");
    EXPECT_EQ(sent.front().url, configured.url);
    EXPECT_EQ(rules.longest, configured.timeout);
    EXPECT_FALSE(rules.allow_private);
    EXPECT_LE(rules.most_bytes, 65'536U);
}

TEST_F(SecondOpinionAsked, IsSignedByTheDesksAccountAndForItsHostOnly) {
    Account account{{.name = "models", .type = "header", .hosts = {"models.example"}, .value = Secret{"Bearer sk-1"}}};
    EXPECT_TRUE(ask(&account));
    EXPECT_EQ(*find_header(sent.front().headers, "Authorization"), "Bearer sk-1");
    Account other{{.name = "other", .type = "header", .hosts = {"elsewhere.example"}, .value = Secret{"Bearer sk-2"}}};
    EXPECT_EQ(ask(&other).error().code, ErrorCode::unavailable);
    EXPECT_EQ(sent.size(), 1U);
}

TEST_F(SecondOpinionAsked, IsNotAskedForAfterThreeFailuresUntilAProbeIsAnswered) {
    answer = timeout("no answer");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(code(), ErrorCode::timeout);
    EXPECT_EQ(code(), ErrorCode::denied);
    EXPECT_EQ(sent.size(), 3U);
    now += seconds{31};
    answer = HttpResponse{.status = 200, .body = chosen};
    EXPECT_TRUE(ask());
    EXPECT_TRUE(ask());
}

TEST_F(SecondOpinionAsked, IsNotAskedForAgainAtOnceWhenTheEndpointRefusesTheDesk) {
    answer = HttpResponse{.status = 401};
    const auto refused = ask();
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().what, HasSubstr("401"));
    EXPECT_EQ(code(), ErrorCode::denied);
}

TEST_F(SecondOpinionAsked, CostsNoMoreThanItsLimits) {
    configured.calls_per_minute = 2;
    configured.calls_per_day = 3;
    EXPECT_TRUE(ask());
    EXPECT_TRUE(ask());
    EXPECT_EQ(code(), ErrorCode::denied);
    now += minutes{1};
    EXPECT_TRUE(ask());
    EXPECT_EQ(code(), ErrorCode::denied);
    EXPECT_EQ(sent.size(), 3U);
}

TEST_F(SecondOpinionAsked, IsInvalidForAnythingElseAndARedirectIsNoAnswer) {
    answer = HttpResponse{.status = 200, .body = "Dear customer"};
    EXPECT_EQ(code(), ErrorCode::invalid);
    answer = HttpResponse{.status = 302, .headers = {{"Location", "http://169.254.169.254/"}}, .body = chosen};
    EXPECT_EQ(code(), ErrorCode::unavailable);
}

}  // namespace
}  // namespace desk
