#include "bot/http/reach.hpp"

#include "bot/clock.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"
#include "tests/bot/http/tls_server.hpp"
#include "tests/support/scripted_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

struct Reach : testing::Test {
    test::ScratchFolder folder;

    Result<std::optional<Time>> reached(const test::TlsServer& server) const {
        return reach(server.url(), rules(folder.write("ca.pem", server.certificate_pem())));
    }
    static ReachRules rules(const std::string& ca_file = {}) {
        return {.reach = {.allow_private = true}, .time = 20s, .ca_file = ca_file};
    }
};

TEST_F(Reach, TellsWhenTheCertificateEnds) {
    const test::TlsServer server{{.ends = 24h * 30}};
    const auto end = reached(server);
    ASSERT_TRUE(end) << end.error().what;
    ASSERT_TRUE(*end);
    const auto left = **end - system_now();
    EXPECT_GT(left, 24h * 30 - 1h);
    EXPECT_LE(left, 24h * 30);
}

TEST_F(Reach, RefusesACertificateThatHasEnded) {
    const test::TlsServer server{{.begins = -24h * 2, .ends = -1h}};
    const auto end = reached(server);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().what, "certificate has expired");
}

TEST_F(Reach, RefusesACertificateOfSomebodyElse) {
    const test::TlsServer server{{.address = "127.0.0.2"}};
    const auto end = reached(server);
    ASSERT_FALSE(end);
    EXPECT_THAT(end.error().what, HasSubstr("mismatch"));
}

TEST_F(Reach, RefusesACertificateNobodyVouchesFor) {
    const test::TlsServer server{{}};
    const test::TlsServer other{{}};
    EXPECT_FALSE(reach(server.url(), rules(folder.write("other.pem", other.certificate_pem()))));
}

TEST_F(Reach, LosesPatienceWithASystemThatTakesNoPartInTls) {
    test::ScriptedServer plain{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
    const test::TlsServer other{{}};
    auto impatient = rules(folder.write("ca.pem", other.certificate_pem()));
    impatient.time = 200ms;
    const auto end = reach("https://127.0.0.1:" + std::to_string(plain.port()), impatient);
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().code, ErrorCode::timeout);
}

TEST_F(Reach, NeedsNoCertificateForPlainHttpAndSendsNothing) {
    test::ScriptedServer plain{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"};
    const auto end = reach(plain.url("/replies"), rules());
    ASSERT_TRUE(end) << end.error().what;
    EXPECT_FALSE(*end);
    EXPECT_TRUE(plain.requests().empty());
}

TEST_F(Reach, SaysThatNobodyListens) {
    std::uint16_t port = 0;
    { port = test::ScriptedServer{"x"}.port(); }
    const auto end = reach("http://127.0.0.1:" + std::to_string(port), rules());
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error().what, "Connection refused");
}

TEST_F(Reach, KeepsToTheRulesOfRequests) {
    EXPECT_EQ(reach("http://127.0.0.1:1", {}).error().code, ErrorCode::denied);
    EXPECT_EQ(reach("crm.example", {}).error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace desk
