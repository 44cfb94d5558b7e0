#include "adapters/slack/verdict.hpp"

#include "adapters/retry_after.hpp"
#include "adapters/status_verdict.hpp"
#include "tests/adapters/requests.hpp"

namespace desk {
namespace {

using namespace std::chrono_literals;

std::string class_of(const Verdict& verdict) {
    constexpr const char* names[] = {"delivered", "again", "plain", "give up", "pause"};
    return names[verdict.index()];
}

// RFC 9110, section 5.6.7: one moment in its three forms.
const auto moment = test::at_second(784'111'777);

TEST(RetryAfter, ReadsSeconds) {
    EXPECT_EQ(read_retry_after("120", moment), 120s);
    EXPECT_EQ(read_retry_after("0", moment), 1s);
    EXPECT_EQ(read_retry_after("99999999999999999999", moment), 1h);
}

TEST(RetryAfter, ReadsTheThreeFormsOfADate) {
    for (const auto* date : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                             "Sun Nov  6 08:49:37 1994"}) {
        EXPECT_EQ(read_retry_after(date, moment - 90s), 90s) << date;
        EXPECT_EQ(read_retry_after(date, moment + 90s), 1s) << date;
    }
}

TEST(RetryAfter, TakesGarbageForNothing) {
    for (const auto* wrong : {"", "soon", "-1", "1.5", "1 s", "Sun, 06 Nov 1994",
                              "Sun, 31 Feb 2024 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT",
                              "Sun, 06 Nov 1994 08:49 GMT", "99 99 99 99 99", ", , , , ,"}) {
        EXPECT_FALSE(read_retry_after(wrong, moment)) << wrong;
    }
    EXPECT_FALSE(read_retry_after(std::string(100'000, '1'), moment));
}

TEST(RetryAfter, CountsADateFromTheClockThatWroteIt) {
    HttpResponse response{503, {{"retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"}}, ""};
    EXPECT_FALSE(asked_wait(response));
    response.fetched_at = moment - 60s;
    EXPECT_EQ(asked_wait(response), 60s);
    response.headers.emplace_back("Date", "Sun, 06 Nov 1994 08:49:07 GMT");
    EXPECT_EQ(asked_wait(response), 30s);
}

TEST(StatusVerdict, ClassifiesEveryStatus) {
    const std::vector<std::pair<std::string, std::vector<int>>> classes{
        {"delivered", {200, 201, 202, 204, 299}},
        {"again", {0, 100, 408, 425, 429, 500, 502, 503, 504, 599}},
        {"give up", {300, 301, 302, 307, 308, 404, 405, 410, 451}},
        {"pause", {401, 403}},
        {"plain", {400, 413, 422}}};
    for (const auto& [name, statuses] : classes) {
        for (const int status : statuses) {
            EXPECT_EQ(class_of(verdict_of_status({status, {}, ""})), name) << status;
        }
    }
}

TEST(StatusVerdict, HoldsTheWholeAdapterOnlyForARateLimit) {
    const HttpResponse busy{503, {{"Retry-After", "7"}}, ""};
    const HttpResponse limited{429, {{"Retry-After", "7"}}, ""};
    EXPECT_EQ(std::get<TryAgain>(verdict_of_status(busy)).after, 7s);
    EXPECT_FALSE(std::get<TryAgain>(verdict_of_status(busy)).whole_adapter);
    EXPECT_TRUE(std::get<TryAgain>(verdict_of_status(limited)).whole_adapter);
}

std::string slack_class(const std::string& body, int status = 200) {
    return class_of(verdict_of_slack({status, {}, body}));
}

TEST(SlackVerdict, TakesOnlySlacksOwnYesForADelivery) {
    const auto yes = verdict_of_slack({200, {}, R"({"ok":true,"channel":"C1","ts":"1.2"})"});
    ASSERT_EQ(class_of(yes), "delivered");
    EXPECT_EQ(std::get<Delivered>(yes).platform_id, "1.2");
    for (const auto* body : {"", "<html>ok</html>", "{\"ok\":tr", "[]", "{}", R"({"ok":"true"})"}) {
        EXPECT_EQ(slack_class(body), "again") << body;
    }
}

TEST(SlackVerdict, SortsSlacksErrors) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> classes{
        {"again", {"ratelimited", "internal_error", "fatal_error"}},
        {"pause", {"invalid_auth", "not_authed", "token_revoked", "account_inactive"}},
        {"plain", {"msg_too_long", "msg_blocks_too_long", "invalid_blocks", "no_text"}},
        {"give up",
         {"channel_not_found", "not_in_channel", "is_archived", "cannot_reply_to_message",
          "restricted_action", "something_new", ""}}};
    for (const auto& [name, errors] : classes) {
        for (const auto& error : errors) {
            EXPECT_EQ(slack_class(R"({"ok":false,"error":")" + error + "\"}"), name) << error;
        }
    }
}

TEST(SlackVerdict, HonoursRetryAfter) {
    const auto verdict = verdict_of_slack({429, {{"Retry-After", "2"}}, ""});
    ASSERT_EQ(class_of(verdict), "again");
    EXPECT_EQ(std::get<TryAgain>(verdict).after, 2s);
    EXPECT_TRUE(std::get<TryAgain>(verdict).whole_adapter);
    const auto said =
        verdict_of_slack({200, {{"Retry-After", "3"}}, R"({"ok":false,"error":"ratelimited"})"});
    EXPECT_EQ(std::get<TryAgain>(said).after, 3s);
    EXPECT_TRUE(std::get<TryAgain>(said).whole_adapter);
    const auto trouble = verdict_of_slack({200, {}, R"({"ok":false,"error":"internal_error"})"});
    EXPECT_FALSE(std::get<TryAgain>(trouble).whole_adapter);
}

TEST(SlackVerdict, LetsNoStrangersWordsIntoTheReason) {
    const auto verdict = verdict_of_slack({200, {}, "{\"ok\":false,\"error\":\"a\\nb<secret>\"}"});
    EXPECT_EQ(std::get<GiveUp>(verdict).why, "slack: a?b?secret?");
}

}  // namespace
}  // namespace desk
