#include "bot/http/request_gate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace desk {
namespace {

using State = RequestGate::State;

struct Outcome {
    State state = State::empty;
    int status = 0;  // of a refusal
    CheckedRequest request = {};

    bool operator==(const Outcome& other) const {
        return state == other.state && status == other.status &&
               request.method == other.request.method && request.target == other.request.target &&
               request.headers == other.request.headers && request.body == other.request.body;
    }
};

Outcome outcome_of(RequestGate& gate) {
    Outcome outcome{.state = gate.state()};
    if (gate.state() == State::refused) outcome.status = gate.problem().status;
    if (gate.state() == State::complete) outcome.request = gate.take();
    return outcome;
}

Outcome fed(std::string_view bytes, const GateRules& rules = {}) {
    RequestGate gate{rules};
    gate.feed(bytes);
    return outcome_of(gate);
}

int status_of(std::string_view bytes, const GateRules& rules = {}) {
    const auto outcome = fed(bytes, rules);
    if (outcome.state == State::complete) return 200;
    return outcome.state == State::refused ? outcome.status : 0;
}

// A GET with these lines (each with its CRLF) after Host.
std::string get_with(std::string_view lines) {
    return "GET /a HTTP/1.1\r\nHost: desk\r\n" + std::string{lines} + "\r\n";
}
std::string post_with(std::string_view lines, std::string_view body) {
    return "POST /a HTTP/1.1\r\nHost: desk\r\n" + std::string{lines} + "\r\n" + std::string{body};
}
std::string chunked(std::string_view body) {
    return post_with("Transfer-Encoding: chunked\r\n", body);
}

std::string request_for(std::string_view target) {
    return "GET " + std::string{target} + " HTTP/1.1\r\nHost: desk\r\n\r\n";
}

TEST(RequestGate, HandsOverAWellFormedRequest) {
    const auto outcome =
        fed("POST /hooks/a?x=1 HTTP/1.1\r\nHost: desk\r\nContent-Length: 5\r\n"
            "X-Slack-Signature:  v0=ab \r\n\r\nhe\r\no");
    ASSERT_EQ(outcome.state, State::complete);
    EXPECT_EQ(outcome.request.method, "POST");
    EXPECT_EQ(outcome.request.target, "/hooks/a?x=1");
    EXPECT_EQ(outcome.request.body, "he\r\no");
    const auto* const signature = find_header(outcome.request.headers, "x-slack-signature");
    ASSERT_NE(signature, nullptr);
    EXPECT_EQ(*signature, "v0=ab");
    EXPECT_TRUE(outcome.request.keep_alive);
}

TEST(RequestGate, WaitsWhileTheRequestIsIncomplete) {
    EXPECT_EQ(status_of("GET / HTT"), 0);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n"), 0);
    EXPECT_EQ(status_of(post_with("Content-Length: 5\r\n", "1234")), 0);
    EXPECT_EQ(status_of(chunked("5\r\n12345\r\n0\r\n")), 0);
}

TEST(RequestGate, IsEmptyAgainAfterTheRequestIsTaken) {
    const GateRules rules;
    RequestGate gate{rules};
    gate.feed(chunked("3\r\nabc\r\n0\r\n\r\n"));
    EXPECT_EQ(gate.take().body, "abc");
    EXPECT_EQ(gate.state(), State::empty);
    EXPECT_EQ(gate.buffered(), 0U);
    EXPECT_EQ(gate.feed(get_with("")), State::complete);
    EXPECT_EQ(gate.take().method, "GET");
}

// H-12
TEST(RequestGate, RefusesMethodsAndProtocolsItDoesNotServe) {
    const std::string end = "\r\nHost: desk\r\n\r\n";
    for (const char* method : {"TRACE", "CONNECT", "get", "Post", "BREW"})
        EXPECT_EQ(status_of(std::string{method} + " / HTTP/1.1" + end), 405) << method;
    EXPECT_EQ(status_of(std::string(1024, 'A') + " / HTTP/1.1" + end), 405);
    EXPECT_EQ(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET /\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.2" + end), 400);
    EXPECT_EQ(status_of("GET / http/1.1" + end), 400);
    EXPECT_EQ(status_of("GET  / HTTP/1.1" + end), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1 " + end), 400);
    EXPECT_EQ(status_of("GET http://desk/ HTTP/1.1" + end), 400);
    EXPECT_EQ(status_of("OPTIONS * HTTP/1.1" + end), 400);
    EXPECT_EQ(status_of("\r\nGET / HTTP/1.1" + end), 400);
    EXPECT_EQ(status_of("\x16\x03\x01\x02"), 400);
    EXPECT_EQ(status_of("\xff\xfe\x80 random"), 400);
}

// H-03
TEST(RequestGate, RefusesLongRequestLinesBeforeTheyEnd) {
    EXPECT_EQ(status_of("GET /" + std::string(4'200, 'a')), 414);
    EXPECT_EQ(status_of(request_for("/" + std::string(1'024, 'a'))), 414);
    EXPECT_EQ(status_of(request_for("/" + std::string(1'023, 'a'))), 200);
    EXPECT_EQ(status_of(request_for("/?" + std::string(4'200, 'a'))), 414);
    EXPECT_EQ(status_of(request_for("/?" + std::string(3'000, 'a'))), 200);
}

// H-03
TEST(RequestGate, RefusesHeaderBombsBeforeTheyEnd) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(9'000, 'a')), 431);
    std::string many;
    for (int line = 0; line < 100; ++line) many += "X: 1\r\n";
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n" + many), 431);
    std::string large;
    for (int line = 0; line < 5; ++line) large += "X: " + std::string(7'000, 'a') + "\r\n";
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n" + large), 431);
}

TEST(RequestGate, HoldsLittleMemoryWhileItRefusesALongLine) {
    const GateRules rules;
    RequestGate gate{rules};
    const std::string piece(65'536, 'a');
    gate.feed("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    for (int count = 0; count < 100; ++count) gate.feed(piece);
    EXPECT_EQ(gate.state(), State::refused);
    EXPECT_LT(gate.buffered(), 20'000U);
}

// H-04
TEST(RequestGate, JoinsChunksAndHandsOverALength) {
    const auto outcome =
        fed(chunked("4;ext=1\r\nWiki\r\nA\r\n0123456789\r\n0\r\nExpires: never\r\n\r\n"));
    ASSERT_EQ(outcome.state, State::complete);
    EXPECT_EQ(outcome.request.body, "Wiki0123456789");
    const auto* const length = find_header(outcome.request.headers, "content-length");
    ASSERT_NE(length, nullptr);
    EXPECT_EQ(*length, "14");
    EXPECT_EQ(find_header(outcome.request.headers, "transfer-encoding"), nullptr);
    EXPECT_EQ(find_header(outcome.request.headers, "expires"), nullptr);
}

// H-04
TEST(RequestGate, RefusesChunkTricks) {
    for (const char* size :
         {"-2", "+5", "0x5", "", " 5", "5 ", "g", "FFFFFFFFFFFFFFFF", "000000005"})
        EXPECT_EQ(status_of(chunked(std::string{size} + "\r\n12345\r\n")), 400) << size;
    EXPECT_EQ(status_of(chunked("FFFFFFFF\r\n")), 413);
    EXPECT_EQ(status_of(chunked("100001\r\n")), 413);
    EXPECT_EQ(status_of(chunked("5\n12345\r\n")), 400);
    EXPECT_EQ(status_of(chunked("5\r\r\n12345\r\n")), 400);
    EXPECT_EQ(status_of(chunked("5\r\n12345")), 0);
    EXPECT_EQ(status_of(chunked("5\r\n123456\r\n")), 400);
    EXPECT_EQ(status_of(chunked("5\r\n12345\n0\r\n\r\n")), 400);
    EXPECT_EQ(status_of(chunked("5;" + std::string(1'000'000, 'x'))), 400);
    EXPECT_EQ(status_of(chunked("0\r\nT: " + std::string(5'000, 'x'))), 431);
    std::string trailers;
    for (int line = 0; line < 1'000; ++line) trailers += "T: 12345\r\n";
    EXPECT_EQ(status_of(chunked("0\r\n" + trailers)), 431);
}

// H-04
TEST(RequestGate, CountsExtensionsAndBodyOverAllChunks) {
    std::string small;
    for (int chunk = 0; chunk < 30; ++chunk) small += "1;12345678\r\nx\r\n";
    EXPECT_EQ(status_of(chunked(small)), 400);
    GateRules rules;
    rules.limits.request_bytes = 10;
    EXPECT_EQ(status_of(chunked("6\r\n123456\r\n4\r\n1234\r\n0\r\n\r\n"), rules), 200);
    EXPECT_EQ(status_of(chunked("6\r\n123456\r\n5\r\n"), rules), 413);
}

// H-05
TEST(RequestGate, RefusesLengthTricks) {
    EXPECT_EQ(status_of(post_with("Content-Length: 5\r\nContent-Length: 5\r\n", "12345")), 400);
    for (const char* length : {"+5", "-1", "5,5", "5 5", "0x5", "", "5."})
        EXPECT_EQ(status_of(post_with("Content-Length: " + std::string{length} + "\r\n", "12345")),
                  400)
            << length;
    EXPECT_EQ(status_of(post_with("Content-Length: 100000000000000000000000\r\n", "")), 413);
    EXPECT_EQ(status_of(post_with("Content-Length: 1048577\r\n", "")), 413);
    EXPECT_EQ(status_of(post_with("", "")), 411);
    EXPECT_EQ(status_of(get_with("Content-Length: 5\r\n")), 400);
    EXPECT_EQ(status_of(get_with("Transfer-Encoding: chunked\r\n")), 400);
    EXPECT_EQ(status_of(get_with("Content-Length: 0\r\n")), 200);
}

TEST(RequestGate, RefusesALengthBesideChunked) {
    EXPECT_EQ(
        status_of(post_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
        400);
    EXPECT_EQ(
        status_of(post_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n")),
        400);
}

// H-05
TEST(RequestGate, TakesNoTransferEncodingButChunked) {
    for (const char* coding :
         {"gzip, chunked", "chunked, chunked", "identity", "xchunked", "chunked;q=1", ""})
        EXPECT_EQ(
            status_of(post_with("Transfer-Encoding: " + std::string{coding} + "\r\n", "0\r\n\r\n")),
            400)
            << coding;
    EXPECT_EQ(status_of(post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                                  "0\r\n\r\n")),
              400);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(post_with("Transfer-Encoding : chunked\r\n", "0\r\n\r\n")), 400);
    EXPECT_EQ(status_of(post_with("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n")), 200);
}

// H-07
TEST(RequestGate, RefusesEncodedBodiesAndMultipart) {
    for (const char* coding : {"gzip", "br", "deflate", "gzip, gzip"})
        EXPECT_EQ(
            status_of(post_with(
                "Content-Encoding: " + std::string{coding} + "\r\nContent-Length: 1\r\n", "x")),
            415);
    const auto parts =
        post_with("Content-Type: Multipart/form-data; boundary=x\r\nContent-Length: 1\r\n", "x");
    EXPECT_EQ(status_of(parts), 415);
    EXPECT_EQ(status_of(parts, {.upload_paths = {"/a"}}), 200);
}

TEST(RequestGate, TakesLargerBodiesOnUploadPaths) {
    const GateRules rules{.upload_paths = {"/a"}};
    EXPECT_EQ(status_of(post_with("Content-Length: 2000000\r\n", ""), rules), 0);
    EXPECT_EQ(status_of(post_with("Content-Length: 20000000\r\n", ""), rules), 413);
}

// H-09
TEST(RequestGate, RefusesNamesThatPassForCgiVariables) {
    EXPECT_EQ(status_of(get_with("REMOTE_ADDR: 127.0.0.1\r\n")), 400);
    EXPECT_EQ(status_of(get_with("X_Forwarded_For: 127.0.0.1\r\n")), 400);
}

// H-10
TEST(RequestGate, RefusesControlBytesInLines) {
    using namespace std::string_literals;
    for (const auto& lines :
         {"X: a\0b\r\n"s, "X: a\rb\r\n"s, "X: a\nb\r\n"s, "X: a\x01\r\n"s, "X: a\x7f\r\n"s,
          "X: a\r\n b\r\n"s, "X: a\r\n\tb\r\n"s, " X: a\r\n"s, "X : a\r\n"s, ": a\r\n"s, "X\r\n"s,
          "X(: a\r\n"s, "X: %0d%0aSet-Cookie: a\r\n"s, "X: %0D\r\n"s, "X: a%00\r\n"s})
        EXPECT_EQ(status_of(get_with(lines)), 400) << lines;
    EXPECT_EQ(status_of("GET / HTTP/1.1\nHost: a\n\n"), 400);
    EXPECT_EQ(status_of(get_with("X: a\tb %20 \xc3\xa1\r\n")), 200);
}

TEST(RequestGate, DropsWhatNobodyBehindItMayActOn) {
    const auto outcome =
        fed(get_with("Range: bytes=0-1,0-1\r\nReferer: /x%0d%0a\r\nUpgrade: h2c\r\nTE: gzip\r\n"
                     "Connection: Upgrade\r\nAccept: */*\r\n"));
    ASSERT_EQ(outcome.state, State::complete);
    EXPECT_EQ(outcome.request.headers, (Headers{{"Host", "desk"}, {"Accept", "*/*"}}));
}

TEST(RequestGate, NeedsOneHost) {
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: evil/path\r\n\r\n"), 400);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"), 200);
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 200);
}

TEST(RequestGate, RefusesPathsThatMeanAnotherPath) {
    for (const char* path :
         {"/a/../b", "/..", "/./a", "/a/.", "/%2e%2e/a", "/.%2e/", "/a%2fb", "/a%5cb", "/a\\b",
          "/a%00", "/%252e%252e/a", "/a%252fb", "/%255c", "/a%0a", "/a%7f", "/%zz", "/%2", "/%"})
        EXPECT_EQ(status_of(request_for(path)), 400) << path;
    for (const char* path : {"/", "/a.b", "/a/.well-known", "/a..b/c", "/%C3%A1", "/a%20b",
                             "/?a=../b%2f", "/...", "//a"})
        EXPECT_EQ(status_of(request_for(path)), 200) << path;
    EXPECT_EQ(status_of(request_for("/\xc3\xa1")), 400);
    EXPECT_EQ(status_of(request_for("/a#b")), 400);
    EXPECT_EQ(status_of(request_for("a")), 400);
}

TEST(RequestGate, RefusesBytesAfterTheRequest) {
    EXPECT_EQ(status_of(get_with("") + get_with("")), 400);
    EXPECT_EQ(status_of(post_with("Content-Length: 2\r\n", "123")), 400);
    EXPECT_EQ(status_of(chunked("0\r\n\r\nx")), 400);
}

TEST(RequestGate, SaysOnceThatTheClientWaitsForContinue) {
    const GateRules rules;
    RequestGate gate{rules};
    gate.feed(post_with("Content-Length: 2\r\nExpect: 100-Continue\r\n", ""));
    EXPECT_TRUE(gate.take_continue());
    EXPECT_FALSE(gate.take_continue());
    EXPECT_EQ(gate.feed("ab"), State::complete);
    EXPECT_EQ(status_of(post_with("Content-Length: 2\r\nExpect: 200-ok\r\n", "")), 417);
    EXPECT_EQ(status_of(post_with("Content-Length: 9999999\r\nExpect: 100-continue\r\n", "")), 413);
}

TEST(RequestGate, KnowsWhenTheClientWantsToClose) {
    EXPECT_FALSE(fed(get_with("Connection: foo, Close\r\n")).request.keep_alive);
    EXPECT_TRUE(fed(get_with("Connection: keep-alive\r\n")).request.keep_alive);
    EXPECT_FALSE(fed("GET / HTTP/1.0\r\n\r\n").request.keep_alive);
}

TEST(RequestGate, GivesTheSameResultHoweverTheBytesAreCut) {
    GateRules rules;
    rules.limits.request_line_bytes = 30;
    rules.limits.header_line_bytes = 20;
    rules.limits.header_bytes = 100;
    rules.limits.header_lines = 5;
    const std::vector<std::string> streams{
        post_with("Content-Length: 5\r\nA: b\r\n", "12345"),
        chunked("3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: x\r\n\r\n"),
        chunked("3\r\nabcd\r\n"),
        chunked("3\r\nab"),
        post_with("Content-Length: 2\r\n", "123"),
        get_with("A: " + std::string(17, 'x') + "\r\n"),
        get_with("A: " + std::string(18, 'x') + "\r\n"),
        get_with("A: b\n"),
        get_with("A: b\r\r\n"),
        "GET /" + std::string(16, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /" + std::string(17, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "\x16\x03\x01",
    };
    for (const auto& stream : streams) {
        const auto whole = fed(stream, rules);
        for (std::size_t first = 0; first <= stream.size(); ++first) {
            for (std::size_t second = first; second <= stream.size(); ++second) {
                RequestGate gate{rules};
                const std::string_view bytes{stream};
                gate.feed(bytes.substr(0, first));
                gate.feed(bytes.substr(first, second - first));
                gate.feed(bytes.substr(second));
                ASSERT_EQ(outcome_of(gate), whole)
                    << stream << " cut at " << first << " and " << second;
            }
        }
        RequestGate gate{rules};
        for (const char byte : stream) gate.feed({&byte, 1});
        EXPECT_EQ(outcome_of(gate), whole) << stream << " byte by byte";
    }
}

}  // namespace
}  // namespace desk
