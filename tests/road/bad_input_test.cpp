// What strangers and broken programs send: refused with a problem document, nothing stored, the
// desk alive and no larger than before.
#include "tests/adapters/requests.hpp"
#include "tests/support/desk_client.hpp"
#include "tests/support/desk_customer.hpp"
#include "tests/support/desk_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

namespace desk::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

constexpr long long mega = 1'048'576;

Time now() {
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

HttpRequest at_helpdesk(HttpRequest request) {
    request.url = "/hooks/helpdesk";
    return request;
}

struct Case {
    std::string name;
    HttpRequest request;
    int status;
};

HttpRequest without(HttpRequest request, const std::string& header) {
    std::erase_if(request.headers, [&](const auto& one) { return one.first == header; });
    return request;
}

HttpRequest with(HttpRequest request, const std::string& header, const std::string& value) {
    request = without(std::move(request), header);
    request.headers.emplace_back(header, value);
    return request;
}

HttpRequest aged(seconds by) {
    return at_helpdesk(
        webhook_request(desk_secret, "e1", message_body("c-1", "hello"), now() + by));
}

std::vector<Case> forged() {
    const auto good = delivery("e1", message_body("c-1", "hello"));
    auto changed = good;
    changed.body[changed.body.size() / 2] ^= 1;
    auto spaced = good;
    spaced.body += " ";
    const auto other =
        webhook_request("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "e1", good.body, now());
    const auto upper = with(good, "webhook-signature", "V1," + std::string(43, 'A') + "=");
    const auto slack_body = R"({"type":"url_verification","challenge":"x"})";
    const auto slack_good = slack_request(desk_slack_secret, slack_body, now());
    return {
        {"unsigned", without(good, "webhook-signature"), 401},
        {"empty signature", with(good, "webhook-signature", ""), 401},
        {"forged signature", with(good, "webhook-signature", "v1,AAAA"), 401},
        {"upper case version", upper, 401},
        {"of another secret", at_helpdesk(other), 401},
        {"one bit changed", changed, 401},
        {"white space added", spaced, 401},
        {"other id", with(good, "webhook-id", "e2"), 401},
        {"without id", without(good, "webhook-id"), 401},
        {"without timestamp", without(good, "webhook-timestamp"), 401},
        {"301 s old", aged(seconds{-301}), 401},
        {"310 s ahead", aged(seconds{310}), 401},
        {"timestamp no number", with(good, "webhook-timestamp", "now"), 401},
        {"unknown adapter",
         [&] {
             auto r = good;
             r.url = "/hooks/nobody";
             return r;
         }(),
         404},
        {"the API's adapter",
         [&] {
             auto r = good;
             r.url = "/hooks/api";
             return r;
         }(),
         404},
        {"the console's adapter",
         [&] {
             auto r = good;
             r.url = "/hooks/console";
             return r;
         }(),
         404},
        {"Slack unsigned", without(slack_good, "X-Slack-Signature"), 401},
        {"Slack forged", with(slack_good, "X-Slack-Signature", "v0=" + std::string(64, '0')), 401},
        {"Slack 301 s old", slack_request(desk_slack_secret, slack_body, now() - seconds{301}),
         401},
        {"Slack 310 s ahead", slack_request(desk_slack_secret, slack_body, now() + seconds{310}),
         401}};
}

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int n = 0; n < times; ++n) all += text;
    return all;
}

// Authentic, but not what the adapter takes.
std::vector<std::pair<std::string, std::string>> malformed() {
    const std::string sender = R"("sender":{"id":"anna"})";
    const auto of = [&](const std::string& rest) {
        return R"({"conversation":"c-1",)" + rest + "}";
    };
    return {
        {"empty", ""},
        {"null", "null"},
        {"a list", "[]"},
        {"a text", R"("hello")"},
        {"not JSON", "hello"},
        {"cut off", R"({"conversation":"c-1",)"},
        {"two documents", message_body("c-1", "a") + message_body("c-1", "b")},
        {"a comment", "/* */" + message_body("c-1", "a")},
        {"NaN", of(sender + R"(,"text":NaN)")},
        {"100,000 nested lists", repeated("[", 100'000) + repeated("]", 100'000)},
        {"100,000 lists never closed", repeated("[", 100'000)},
        {"100,000 nested objects", repeated(R"({"a":)", 100'000) + "1" + repeated("}", 100'000)},
        {"a deep field",
         of(sender + R"(,"text":"a","x":)" + repeated("[", 100'000) + repeated("]", 100'000))},
        {"a key twice", of(sender + R"(,"text":"a","text":"b")")},
        {"two senders", of(sender + "," + sender + R"(,"text":"a")")},
        {"a sender's id twice", of(R"("sender":{"id":"anna","id":"kata"},"text":"a")")},
        {"no sender", of(R"("text":"a")")},
        {"no text", of(sender)},
        {"a number as text", of(sender + R"(,"text":1)")},
        {"an object as text", of(sender + R"(,"text":{"$ne":1})")},
        {"an object as id", of(R"("sender":{"id":{"$ne":1}},"text":"a")")},
        {"an empty id", of(R"("sender":{"id":""},"text":"a")")},
        {"NUL in an id", of(R"("sender":{"id":"an\u0000na"},"text":"a")")},
        {"NUL in the conversation",
         "{\"conversation\":\"c\\u0000\"," + sender + ",\"text\":\"a\"}"},
        {"NUL in the text", of(sender + R"(,"text":"a\u0000b")")},
        {"a raw NUL", of(sender + ",\"text\":\"a" + std::string(1, '\0') + "b\"")},
        {"invalid UTF-8", of(sender + ",\"text\":\"\xC3\x28\"")},
        {"overlong UTF-8", of(sender + ",\"text\":\"\xC0\xAF\"")},
        {"a lone surrogate", of(sender + R"(,"text":"\ud800")")},
        {"UTF-16", std::string{"{\0\"\0", 4}},
        {"an id of 1 KB", of(R"("sender":{"id":")" + std::string(1'024, 'a') + R"("},"text":"a")")},
        {"a text of 900 KB", of(sender + R"(,"text":")" + std::string(900'000, 'a') + "\"")},
        {"a language that is none", of(sender + R"(,"text":"a","language":"<b>")")}};
}

struct BadInput : testing::Test {
    FakePlatform platform;
    DeskProcess desk{{.reply_url = platform.url("/replies"), .slack_url = platform.url("/api")}};

    void SetUp() override { ASSERT_TRUE(desk.start_and_wait()); }

    void refused(const std::string& name, const HttpResponse& answer, int status) {
        EXPECT_EQ(answer.status, status) << name << ": " << answer.body.substr(0, 200);
        const auto* type = find_header(answer.headers, "Content-Type");
        EXPECT_TRUE(type != nullptr && type->starts_with("application/problem+json")) << name;
        const auto problem = parse_json(answer.body);
        ASSERT_TRUE(problem) << name << ": " << answer.body;
        EXPECT_EQ(integer_or(*problem, "status", 0), status) << name;
        EXPECT_NE(text_or(*problem, "detail", ""), "") << name;
        EXPECT_NE(text_or(*problem, "code", ""), "") << name;
    }
    void nothing_is_stored() {
        const auto list = desk.command({"conversations", "list", "--json"});
        EXPECT_EQ(list.code, 0) << list.err;
        const auto conversations = parse_json(list.out);
        ASSERT_TRUE(conversations) << list.out;
        EXPECT_EQ(conversations->size(), 0U) << list.out;
        EXPECT_EQ(platform.count(), 0U);
    }
    void still_answers() {
        DeskCustomer anna{desk.port(), platform, "anna"};
        EXPECT_EQ(anna.ask("c-1", "hello").text, "seq:1 hello");
    }
};

TEST_F(BadInput, ThatIsNotAuthenticIsRefusedAndNotStored) {
    for (const auto& one : forged())
        refused(one.name, exchange(desk.port(), one.request), one.status);
    nothing_is_stored();
    still_answers();
}

TEST_F(BadInput, ThatIsMalformedIsRefusedAndNotStored) {
    const auto before = resident_bytes(desk.pid());
    int n = 0;
    for (const auto& [name, body] : malformed()) {
        refused(name, exchange(desk.port(), delivery("e" + std::to_string(++n), body)), 400);
        refused("ask: " + name, exchange(desk.port(), question("k" + std::to_string(n), body)),
                400);
    }
    const auto after = resident_bytes(desk.pid());
    std::cout << n << " malformed bodies twice; the desk holds " << before / mega << " MB before, "
              << after / mega << " MB after\n";
    EXPECT_FALSE(has_grown(before, after));
    nothing_is_stored();
    still_answers();
}

TEST_F(BadInput, ThatIsTooLargeIsRefusedBeforeItIsRead) {
    const auto before = resident_bytes(desk.pid());
    for (int n = 0; n < 20; ++n) {
        RawClient client{desk.port()};
        client.send(
            "POST /hooks/helpdesk HTTP/1.1\r\nHost: desk\r\nContent-Length: 999999999\r\n\r\n");
        refused("a gigabyte announced", response_of(client.answer()), 413);
        RawClient chunks{desk.port()};
        chunks.send(
            "POST /hooks/helpdesk HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto chunk = "10000\r\n" + std::string(65'536, 'a') + "\r\n";
        for (int sent = 0; sent < 20; ++sent) chunks.send(chunk);
        refused("chunks without end", response_of(chunks.answer()), 413);
    }
    const auto after = resident_bytes(desk.pid());
    EXPECT_FALSE(has_grown(before, after));
    nothing_is_stored();
    still_answers();
}

TEST_F(BadInput, OfHttpItselfIsRefused) {
    const std::string host = "Host: desk\r\n";
    const std::vector<std::pair<std::string, int>> requests{
        {"GET /readyz\r\n\r\n", 400},
        {"POST /hooks/helpdesk HTTP/1.1\r\n\r\n", 400},
        {"POST /hooks/helpdesk HTTP/1.1\r\n" + host + "\r\n", 411},
        {"POST /hooks/helpdesk HTTP/1.1\r\n" + host +
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"POST /hooks/helpdesk HTTP/1.1\r\n" + host +
             "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
         400},
        {"POST /hooks/helpdesk HTTP/1.1\r\n" + host +
             "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
         415},
        {"POST /hooks/..%2fapi HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\nx", 400},
        {"GET /" + std::string(8'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(40'000, 'a') + "\r\n\r\n", 431},
        {"GET /nothing HTTP/1.1\r\n" + host + "\r\n", 404},
        {"GET /admin/status HTTP/1.1\r\n" + host + "\r\n", 404},
        {"GET /hooks/helpdesk HTTP/1.1\r\n" + host + "\r\n", 405},
    };
    for (const auto& [request, status] : requests) {
        RawClient client{desk.port()};
        client.send(request);
        refused(request.substr(0, 100), response_of(client.answer()), status);
    }
    nothing_is_stored();
    still_answers();
}

TEST_F(BadInput, ThatBindsAnIdentityToAHeaderIsNotBelieved) {
    auto request = delivery("e1", message_body("c-1", "hello", "anna"));
    request.headers.emplace_back("X-Remote-User", "admin");
    request.headers.emplace_back("X-Forwarded-For", "10.0.0.1");
    EXPECT_EQ(exchange(desk.port(), request).status, 202);
    ASSERT_TRUE(platform.has_received(1, seconds{30}));
    const auto list = desk.command({"conversations", "list", "--json"});
    EXPECT_THAT(list.out, testing::Not(HasSubstr("admin")));
}

}  // namespace
}  // namespace desk::test
