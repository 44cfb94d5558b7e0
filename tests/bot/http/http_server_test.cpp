#include "bot/http/http_server.hpp"

#include "tests/support/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace desk {
namespace {

using test::body_of;
using test::status_of;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

struct Server : testing::Test {
    std::string failure;
    HttpServer server{HttpLimits{}, [this](std::string_view what) { failure = what; }};
    IncomingRequest seen;

    void SetUp() override {
        const auto keep = [this](const IncomingRequest& request) {
            seen = request;
            return HttpResponse{
                .status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "hello"};
        };
        server.route("GET", "/hello", keep);
        server.route("POST", "/hooks/:adapter", keep);
    }

    std::string said(const std::string& method, const std::string& target, Headers headers = {},
                     std::string body = {}) {
        return server.answer({.method = method,
                              .target = target,
                              .headers = std::move(headers),
                              .body = std::move(body)},
                             "10.1.2.3", false).value();
    }
    void answer_with(const HttpResponse& response) {
        server.route("GET", "/odd", [response](const IncomingRequest&) { return response; });
    }
};

TEST_F(Server, HandsOverPathQueryParametersAndOrigin) {
    const auto answer = said("POST", "/hooks/slack?a=1&b=%C3%A1%20x&a=2", {{"X-A", "100%"}},
                             std::string("\0raw", 4));
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_EQ(body_of(answer), "hello");
    EXPECT_EQ(seen.request.url, "/hooks/slack");
    EXPECT_EQ(seen.request.method, "POST");
    EXPECT_EQ(seen.request.body, std::string("\0raw", 4));
    EXPECT_EQ(seen.request.headers, (Headers{{"X-A", "100%"}}));
    EXPECT_EQ(seen.remote_address, "10.1.2.3");
    EXPECT_EQ(seen.parameters.at("adapter"), "slack");
    EXPECT_EQ(seen.query, (NamedTexts{{"a", "1"}, {"b", "\xc3\xa1 x"}}));
}

// Slack's interactive payloads are larger than the 8,192 bytes cpp-httplib takes as a form.
TEST_F(Server, HandsOverLargeFormsAsTheyCame) {
    const std::string form = "payload=" + std::string(200'000, 'x');
    EXPECT_EQ(status_of(said("POST", "/hooks/slack",
                             {{"Content-Type", "application/x-www-form-urlencoded"}}, form)),
              200);
    EXPECT_EQ(seen.request.body, form);
}

TEST_F(Server, AnswersUnknownPathsAndMethodsWithProblems) {
    const auto unknown = said("GET", "/nothing");
    EXPECT_EQ(status_of(unknown), 404);
    EXPECT_NE(unknown.find("application/problem+json"), std::string::npos);
    EXPECT_NE(body_of(unknown).find("\"code\":\"DH7122\""), std::string::npos);
    const auto wrong = said("DELETE", "/hello");
    EXPECT_EQ(status_of(wrong), 405);
    EXPECT_NE(wrong.find("Allow: GET, HEAD, OPTIONS\r\n"), std::string::npos);
}

// H-13
TEST_F(Server, KeepsWhatAHandlerThrewToItself) {
    server.route("GET", "/throw", [](const IncomingRequest&) -> HttpResponse {
        throw std::runtime_error("secret /etc");
    });
    server.route("GET", "/odd_throw", [](const IncomingRequest&) -> HttpResponse { throw 7; });
    for (const char* path : {"/throw", "/odd_throw"}) {
        const auto answer = said("GET", path);
        EXPECT_EQ(status_of(answer), 500);
        EXPECT_EQ(answer.find("secret"), std::string::npos);
        EXPECT_EQ(answer.find("EXCEPTION"), std::string::npos);
        EXPECT_NE(body_of(answer).find("DH7124"), std::string::npos);
    }
    EXPECT_EQ(failure, "a handler threw something that is no exception");
}

// H-10
TEST_F(Server, SendsNoResponseThatWouldSplit) {
    for (const auto& header : Headers{{"X-A", "a\r\nSet-Cookie: b"},
                                      {"X-A", std::string("a\0b", 3)},
                                      {"X A", "a"},
                                      {"", "a"}}) {
        HttpServer other{HttpLimits{}, [this](std::string_view what) { failure = what; }};
        other.route("GET", "/odd", [&](const IncomingRequest&) {
            return HttpResponse{.status = 200, .headers = {header}};
        });
        const auto answer = other.answer({.method = "GET", .target = "/odd"}, "", false).value();
        EXPECT_EQ(status_of(answer), 500);
        EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
    }
    EXPECT_NE(failure, "");
}

TEST_F(Server, CarriesSecurityHeadersOnEveryAnswer) {
    for (const auto& answer :
         {said("GET", "/hello"), said("GET", "/nothing"), said("OPTIONS", "/hello")}) {
        EXPECT_NE(answer.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos) << answer;
        EXPECT_NE(answer.find("Referrer-Policy: no-referrer\r\n"), std::string::npos) << answer;
        EXPECT_NE(answer.find("Content-Security-Policy: default-src 'none'"), std::string::npos)
            << answer;
        EXPECT_NE(answer.find("Cache-Control: no-store\r\n"), std::string::npos) << answer;
    }
}

TEST_F(Server, LeavesAHandlersOwnHeadersAlone) {
    answer_with({.status = 200,
                 .headers = {{"content-security-policy", "default-src 'self'"},
                             {"Set-Cookie", "a"},
                             {"Set-Cookie", "b"},
                             {"Content-Length", "99"}},
                 .body = "x"});
    const auto answer = said("GET", "/odd");
    EXPECT_EQ(answer.find("default-src 'none'"), std::string::npos);
    EXPECT_NE(answer.find("default-src 'self'"), std::string::npos);
    EXPECT_NE(answer.find("Set-Cookie: a\r\n"), std::string::npos);
    EXPECT_NE(answer.find("Set-Cookie: b\r\n"), std::string::npos);
    EXPECT_NE(answer.find("Content-Length: 1\r\n"), std::string::npos);
    EXPECT_EQ(answer.find("99"), std::string::npos);
}

// H-16
TEST_F(Server, AnswersHeadAndOptionsWithoutABodyAndWithoutCors) {
    const auto head = said("HEAD", "/hello");
    EXPECT_EQ(status_of(head), 200);
    EXPECT_EQ(body_of(head), "");
    EXPECT_NE(head.find("Content-Length: 5\r\n"), std::string::npos);
    const auto options = said("OPTIONS", "/hello", {{"Origin", "https://evil.example"}});
    EXPECT_EQ(status_of(options), 204);
    EXPECT_EQ(options.find("Access-Control"), std::string::npos);
}

TEST_F(Server, NeverCompresses) {
    const auto answer = said("GET", "/hello", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(answer.find("Content-Encoding"), std::string::npos);
    EXPECT_EQ(body_of(answer), "hello");
}

TEST_F(Server, WritesStatusHeadersAndBody) {
    EXPECT_EQ(said("GET", "/hello"),
              "HTTP/1.1 200 OK\r\n"
              "Content-Length: 5\r\n"
              "Content-Type: text/plain\r\n"
              "X-Content-Type-Options: nosniff\r\n"
              "Referrer-Policy: no-referrer\r\n"
              "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
              "Cache-Control: no-store\r\n"
              "Keep-Alive: timeout=15, max=100\r\n"
              "\r\n"
              "hello");
}

TEST_F(Server, CallsABodyWithoutATypePlainText) {
    answer_with({.status = 200, .body = "x"});
    EXPECT_NE(said("GET", "/odd").find("Content-Type: text/plain\r\n"), std::string::npos);
}

TEST_F(Server, RefusesATargetItCannotTakeApart) {
    const auto answer = said("GET", "/hello?a?b");
    EXPECT_EQ(status_of(answer), 400);
    EXPECT_NE(body_of(answer).find("DH7400"), std::string::npos);
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
}

// Of a route that answers later.
struct LaterServer : testing::Test {
    std::string failure;
    std::optional<HttpServer> server{std::in_place, HttpLimits{}, [this](std::string_view what) { failure = what; }};
    std::optional<Responder> kept;
    std::vector<std::string> sent;

    void SetUp() override {
        server->route_later("POST", "/ask", [this](const IncomingRequest&, const Responder& responder) { kept = responder; });
        server->route_later("POST", "/throw", [](const IncomingRequest&, const Responder&) { throw std::runtime_error{"secret"}; });
        server->route_later("POST", "/drop", [](const IncomingRequest&, const Responder&) {});
    }

    std::optional<std::string> said(const std::string& method, const std::string& target, bool close = false) {
        return server->answer({.method = method, .target = target}, "", close, [this](std::string bytes) { sent.push_back(std::move(bytes)); });
    }
};

TEST_F(LaterServer, SendsWhatTheResponderIsGivenOnce) {
    EXPECT_FALSE(said("POST", "/ask", true));
    EXPECT_THAT(sent, IsEmpty());
    const Responder copy = *kept;
    copy.give({.status = 202, .body = "stored"});
    kept->give({.status = 503});
    kept.reset();

    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_THAT(sent[0], StartsWith("HTTP/1.1 202 Accepted\r\n"));
    EXPECT_THAT(sent[0], HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(sent[0], HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_EQ(body_of(sent[0]), "stored");
}

TEST_F(LaterServer, MayBeGoneWhenTheAnswerComes) {
    EXPECT_FALSE(said("POST", "/ask"));
    server.reset();
    kept->give({.status = 200, .body = "late"});
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(body_of(sent[0]), "late");
}

TEST_F(LaterServer, Answers500WhenNobodyAnswers) {
    EXPECT_FALSE(said("POST", "/drop"));
    EXPECT_FALSE(said("POST", "/throw"));
    ASSERT_THAT(sent, SizeIs(2));
    for (const auto& answer : sent) {
        EXPECT_EQ(status_of(answer), 500);
        EXPECT_THAT(answer, Not(HasSubstr("secret")));
    }
    EXPECT_EQ(failure, "secret");
}

TEST_F(LaterServer, SendsNoResponseThatWouldSplit) {
    EXPECT_FALSE(said("POST", "/ask"));
    kept->give({.status = 200, .headers = {{"X-A", "a\r\nSet-Cookie: b"}}});
    ASSERT_THAT(sent, SizeIs(1));
    EXPECT_EQ(status_of(sent[0]), 500);
    EXPECT_THAT(sent[0], Not(HasSubstr("Set-Cookie")));
}

TEST_F(Server, SaysWhenItCloses) {
    EXPECT_EQ(said("GET", "/hello").find("Connection: close"), std::string::npos);
    const auto last = server.answer({.method = "GET", .target = "/hello"}, "", true).value();
    EXPECT_NE(last.find("Connection: close\r\n"), std::string::npos);
}

}  // namespace
}  // namespace desk
