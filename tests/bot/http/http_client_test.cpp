#include "bot/http/http_client.hpp"

#include "tests/support/scripted_server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>

namespace desk {
namespace {

using namespace std::chrono_literals;
using test::ScriptedServer;
using test::send_all;

const std::string plain_answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

ClientRules loopback() {
    return {.reach = {.allow_private = true}};
}

Error error_of(const std::string& url, const ClientRules& rules) {
    HttpClient client;
    const auto response = client.send({.url = url}, rules);
    return response ? Error{ErrorCode::broken, "status " + std::to_string(response->status)}
                    : response.error();
}

TEST(HttpClient, SendsAndReceivesWhatItIsGiven) {
    ScriptedServer server{
        "HTTP/1.1 201 Created\r\nContent-Length: 4\r\nX-A: 1\r\nx-a:  2 \r\n\r\nb\r\n!"};
    HttpClient client;
    const auto response =
        client.send({.method = "POST",
                     .url = server.url("/a/%C3%A1?b=c"),
                     .headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}},
                     .body = std::string("{\0}", 3)},
                    loopback());
    ASSERT_TRUE(response.has_value()) << response.error().what;
    EXPECT_EQ(response->status, 201);
    EXPECT_EQ(response->body, "b\r\n!");
    EXPECT_EQ(response->headers, (Headers{{"Content-Length", "4"}, {"X-A", "1"}, {"x-a", "2"}}));
    ASSERT_EQ(server.requests().size(), 1U);
    const auto request = server.requests().front();
    EXPECT_TRUE(request.starts_with("POST /a/%C3%A1?b=c HTTP/1.1\r\n")) << request;
    EXPECT_NE(request.find("\r\nContent-Type: application/json\r\n"), std::string::npos);
    EXPECT_NE(request.find("\r\nX-Empty:\r\n"), std::string::npos);
    EXPECT_EQ(request.find("Expect"), std::string::npos);
    EXPECT_EQ(request.find("Accept-Encoding"), std::string::npos);
    EXPECT_TRUE(request.ends_with(std::string("\r\n\r\n{\0}", 7)));
}

TEST(HttpClient, KnowsTheOtherMethods) {
    ScriptedServer server{plain_answer};
    HttpClient client;
    for (const char* method : {"PUT", "PATCH", "DELETE", "GET"}) {
        const auto body = method == std::string{"GET"} ? "" : "x";
        const auto response =
            client.send({.method = method, .url = server.url(), .body = body}, loopback());
        ASSERT_TRUE(response.has_value()) << method << response.error().what;
        EXPECT_TRUE(server.requests().back().starts_with(std::string{method} + " / HTTP/1.1\r\n"));
        EXPECT_TRUE(server.requests().back().ends_with(std::string{"\r\n\r\n"} + body));
    }
    ScriptedServer heads{"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"};
    EXPECT_TRUE(client.send({.method = "HEAD", .url = heads.url()}, loopback()).has_value());
    EXPECT_EQ(client.send({.method = "GET /x", .url = server.url()}, loopback()).error().code,
              ErrorCode::invalid);
}

TEST(HttpClient, KeepsItsConnectionBetweenCalls) {
    ScriptedServer server{plain_answer};
    HttpClient client;
    for (int n = 0; n < 5; ++n)
        ASSERT_TRUE(client.send({.method = "POST", .url = server.url(), .body = "x"}, loopback())
                        .has_value());
    EXPECT_EQ(server.connections(), 1);
}

//
// The first request is answered and its connection kept; whatever comes then is read and left without an answer.
int requests_seen(bool is_sent_once) {
    int seen = 0;
    ScriptedServer server{[&seen](int socket, const std::string&) {
        if (++seen > 1) return false;
        return send_all(socket, plain_answer);
    }};
    HttpClient client;
    auto rules = loopback();
    EXPECT_TRUE(client.send({.url = server.url()}, rules));
    rules.is_sent_once = is_sent_once;
    EXPECT_FALSE(client.send({.method = "POST", .url = server.url(), .body = "file it"}, rules));
    return static_cast<int>(server.requests().size()) - 1;
}

TEST(HttpClient, SendsOnceWhatMustNotBeSentTwiceWhateverBecomesOfTheConnection) {
    EXPECT_EQ(requests_seen(true), 1);
    EXPECT_EQ(requests_seen(false), 2) << "libcurl sends again by itself";
}

TEST(HttpClient, FollowsNoRedirect) {
    ScriptedServer target{plain_answer};
    ScriptedServer server{"HTTP/1.1 302 Found\r\nLocation: " + target.url() +
                          "\r\nContent-Length: 0\r\n\r\n"};
    HttpClient client;
    const auto response =
        client.send({.url = server.url(), .headers = {{"Authorization", "Bearer x"}}}, loopback());
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 302);
    EXPECT_EQ(target.connections(), 0);
}

//
TEST(HttpClient, ReachesNoPrivateAddressInAnyNotation) {
    ScriptedServer canary{plain_answer};
    const ClientRules rules{.reach = {.allow_http = true, .ports = {canary.port()}}};
    for (const char* host :
         {"127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "0.0.0.0",
          "localhost", "LOCALHOST", "[::1]", "[::ffff:127.0.0.1]", "[::]", "[::127.0.0.1]"}) {
        const auto error = error_of(
            "http://" + std::string{host} + ":" + std::to_string(canary.port()) + "/", rules);
        EXPECT_EQ(error.code, ErrorCode::denied) << host << " " << error.what;
        EXPECT_FALSE(is_in_doubt(error));
    }
    EXPECT_EQ(canary.connections(), 0);
}

//
TEST(HttpClient, RefusesOddUrls) {
    for (const char* url : {"file:///etc/passwd", "http://u:p@127.0.0.1/", "gopher://127.0.0.1/",
                            "http://127.0.0.1\\@a/", ""})
        EXPECT_EQ(error_of(url, loopback()).code, ErrorCode::invalid) << url;
    EXPECT_EQ(error_of("http://127.0.0.1/", {}).code, ErrorCode::denied);
}

TEST(HttpClient, SendsNoHeaderThatWouldSplit) {
    ScriptedServer server{plain_answer};
    HttpClient client;
    for (const auto& header :
         Headers{{"X", "a\r\nY: b"}, {"X\r\nY", "a"}, {"X:", "a"}, {"", "a"}}) {
        const auto response = client.send({.url = server.url(), .headers = {header}}, loopback());
        EXPECT_EQ(response.error().code, ErrorCode::invalid);
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST(HttpClient, IgnoresProxiesOfTheEnvironment) {
    ScriptedServer proxy{plain_answer};
    ScriptedServer server{plain_answer};
    ASSERT_EQ(::setenv("http_proxy", proxy.url().c_str(), 1), 0);
    ASSERT_EQ(::setenv("ALL_PROXY", proxy.url().c_str(), 1), 0);
    HttpClient client;
    EXPECT_TRUE(client.send({.url = server.url()}, loopback()).has_value());
    ::unsetenv("http_proxy");
    ::unsetenv("ALL_PROXY");
    EXPECT_EQ(proxy.connections(), 0);
    EXPECT_EQ(server.connections(), 1);
}

//
TEST(HttpClient, GivesUpOnAnEndlessBody) {
    ScriptedServer server{[](int socket, const std::string&) {
        send_all(socket, "HTTP/1.1 200 OK\r\n\r\n");
        while (send_all(socket, std::string(65'536, 'x'))) continue;
        return false;
    }};
    const auto error = error_of(server.url(), loopback());
    EXPECT_EQ(error.code, ErrorCode::unavailable);
    EXPECT_TRUE(is_in_doubt(error)) << error.what;
}

//
TEST(HttpClient, TakesABodyOfExactlyTheLimit) {
    auto rules = loopback();
    rules.most_body = 2;
    ScriptedServer fits{plain_answer};
    EXPECT_EQ(error_of(fits.url(), rules).what, "status 200");
    ScriptedServer large{
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n"};
    EXPECT_EQ(error_of(large.url(), rules).code, ErrorCode::unavailable);
}

//
TEST(HttpClient, LeavesCompressedBodiesAsTheyAre) {
    ScriptedServer server{
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"};
    HttpClient client;
    const auto response = client.send({.url = server.url()}, loopback());
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->body, "\x1f\x8b\x08");
}

TEST(HttpClient, GivesUpOnHostileHeads) {
    const auto endless_lines = [](int socket, const std::string&) {
        send_all(socket, "HTTP/1.1 200 OK\r\n");
        while (send_all(socket, "X-A: b\r\n")) continue;
        return false;
    };
    const auto long_status = [](int socket, const std::string&) {
        send_all(socket,
                 "HTTP/1.1 200 " + std::string(100'000, 'x') + "\r\nContent-Length: 0\r\n\r\n");
        return false;
    };
    const auto interim = [](int socket, const std::string&) {
        while (send_all(socket, "HTTP/1.1 103 Early\r\n\r\n")) continue;
        return false;
    };
    for (const auto& script :
         {ScriptedServer::Script{endless_lines}, ScriptedServer::Script{long_status},
          ScriptedServer::Script{interim}}) {
        ScriptedServer server{script};
        const auto error = error_of(server.url(), loopback());
        EXPECT_EQ(error.code, ErrorCode::unavailable) << error.what;
    }
    for (const auto* const answer :
         {"garbage\r\n\r\n", "<html>", "HTTP/1.1 200 OK\r\nX: a\x01\r\n\r\n"}) {
        ScriptedServer server{
            [answer](int socket, const std::string&) { return send_all(socket, answer) && false; }};
        EXPECT_EQ(error_of(server.url(), loopback()).code, ErrorCode::unavailable) << answer;
    }
}

TEST(HttpClient, TellsNoAnswerFromNoConnection) {
    auto rules = loopback();
    rules.total_time = 300ms;
    ScriptedServer silent{[](int, const std::string&) { return true; }};
    const auto late = error_of(silent.url(), rules);
    EXPECT_EQ(late.code, ErrorCode::timeout);
    EXPECT_TRUE(is_in_doubt(late)) << late.what;

    ScriptedServer closing{[](int, const std::string&) { return false; }};
    const auto closed = error_of(closing.url(), loopback());
    EXPECT_EQ(closed.code, ErrorCode::unavailable);
    EXPECT_TRUE(is_in_doubt(closed)) << closed.what;

    std::string nobody;
    { nobody = ScriptedServer{plain_answer}.url(); }
    const auto refused = error_of(nobody, loopback());
    EXPECT_EQ(refused.code, ErrorCode::unavailable);
    EXPECT_FALSE(is_in_doubt(refused)) << refused.what;
}

TEST(HttpClient, IsInNoDoubtWhenTheHandshakeFails) {
    ScriptedServer server{plain_answer};
    const auto error = error_of("https://127.0.0.1:" + std::to_string(server.port()) + "/",
                                {.reach = {.allow_private = true}, .total_time = 500ms});
    EXPECT_TRUE(is_passing(error)) << error.what;
    EXPECT_FALSE(is_in_doubt(error)) << error.what;
}

TEST(HttpClient, KeepsTheHeadersOfTheFinalResponseOnly) {
    ScriptedServer server{
        "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 204 No Content\r\nX-Late: "
        "2\r\n\r\n"};
    HttpClient client;
    const auto response = client.send({.url = server.url()}, loopback());
    ASSERT_TRUE(response.has_value());
    EXPECT_EQ(response->status, 204);
    EXPECT_EQ(response->headers, (Headers{{"X-Late", "2"}}));
}

}  // namespace
}  // namespace desk
