#include "bot/http/address_rules.hpp"

#include <gtest/gtest.h>

#include <span>
#include <vector>

namespace desk {
namespace {

bool is_open(const char* text) {
    return is_public(parse_address(text).value());
}

ErrorCode refusal_of(const char* url, const UrlRules& rules = {}) {
    const auto split = split_url(url);
    if (!split) return split.error().code;
    const auto reachable = may_reach(*split, rules);
    return reachable ? ErrorCode::broken : reachable.error().code;
}

TEST(AddressRules, KnowsTheOpenInternet) {
    for (const char* text :
         {"1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.255.255",
          "223.255.255.255", "2606:4700::1111", "2a00:1450::1"})
        EXPECT_TRUE(is_open(text)) << text;
}

//
TEST(AddressRules, KnowsWhatIsNotTheOpenInternet) {
    for (const char* text : {"127.0.0.1",
                             "127.255.0.1",
                             "0.0.0.0",
                             "0.1.2.3",
                             "10.1.2.3",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "100.127.255.255",
                             "192.0.0.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "240.0.0.1",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd12::1",
                             "ff02::1",
                             "::ffff:10.0.0.1",
                             "::ffff:127.0.0.1",
                             "64:ff9b::a00:1",
                             "64:ff9b:1::1",
                             "2002:a00:1::",
                             "2001:0:1::1",
                             "::7f00:1",
                             "2001:db8::1",
                             "fec0::1"})
        EXPECT_FALSE(is_open(text)) << text;
    EXPECT_FALSE(is_public_ipv6(parse_address("::ffff:1.1.1.1").value()));
}

TEST(AddressRules, ReadsOnlyTheUsualNotation) {
    for (const char* text : {"127.1", "0x7f000001", "2130706433", "0177.0.0.1", "1.2.3.4.5",
                             "[::1]", "fe80::1%eth0", "", "a"})
        EXPECT_FALSE(parse_address(text).has_value()) << text;
    EXPECT_EQ(to_text(parse_address("::FFFF:1.2.3.4").value()), "1.2.3.4");
    EXPECT_EQ(to_text(parse_address("2001:DB8:0::1").value()), "2001:db8::1");
}

TEST(AddressRules, ComparesNetworksBitByBit) {
    const auto network = parse_network("10.128.0.0/9").value();
    EXPECT_TRUE(contains(network, parse_address("10.200.1.1").value()));
    EXPECT_FALSE(contains(network, parse_address("10.1.1.1").value()));
    EXPECT_TRUE(contains(parse_network("::1").value(), parse_address("::1").value()));
    EXPECT_TRUE(contains(parse_network("0.0.0.0/0").value(), parse_address("9.9.9.9").value()));
    for (const char* text :
         {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "10.0.0.0/8x", "x/8"})
        EXPECT_FALSE(parse_network(text).has_value()) << text;
}

TEST(AddressRules, SplitsAUrl) {
    const auto url = split_url("HTTPS://Slack.Com:8443/api/chat?x=1");
    ASSERT_TRUE(url.has_value());
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "slack.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target, "/api/chat?x=1");
    EXPECT_EQ(to_text(*url), "https://slack.com:8443/api/chat?x=1");
    EXPECT_EQ(to_text(*split_url("http://[2606:4700::1]?q")), "http://[2606:4700::1]:80/?q");
}

//
TEST(AddressRules, RefusesUrlsThatTwoReadersCouldTakeDifferently) {
    for (const char* url : {"ftp://a/",
                            "file:///etc/passwd",
                            "gopher://a",
                            "//a/b",
                            "a",
                            "https://",
                            "https:///x",
                            "https://u@a/",
                            "https://u:p@a/",
                            "https://a:0/",
                            "https://a:65536/",
                            "https://a:/",
                            "https://a:x/",
                            "https://a\\@b/",
                            "https://a b/",
                            "https://a/#x",
                            "https://a%2eb/",
                            "https://[::1",
                            "https://[a]/",
                            "https://[::1]x/",
                            "https://\xc3\xa1.hu/",
                            "https://a/\n"})
        EXPECT_EQ(refusal_of(url), ErrorCode::invalid) << url;
}

//
TEST(AddressRules, RefusesSchemesPortsAndAddressesOutsideTheRules) {
    for (const char* url :
         {"http://example.com/", "https://example.com:22/", "https://127.0.0.1/", "https://[::1]/",
          "https://[::ffff:1.1.1.1]/", "https://169.254.169.254/latest"})
        EXPECT_EQ(refusal_of(url), ErrorCode::denied) << url;
    EXPECT_EQ(refusal_of("https://example.com/"), ErrorCode::broken);
    EXPECT_EQ(refusal_of("http://example.com/", {.allow_http = true}), ErrorCode::broken);
    EXPECT_EQ(refusal_of("http://127.0.0.1:9999/", {.allow_private = true}), ErrorCode::broken);
    EXPECT_EQ(refusal_of("file:///x", {.allow_private = true}), ErrorCode::invalid);
}

TEST(AddressRules, RefusesANameWhenOneOfItsAddressesIsClosed) {
    const auto url = split_url("https://example.com/");
    ASSERT_TRUE(url.has_value());
    const std::vector<IpAddress> mixed{parse_address("1.1.1.1").value(),
                                       parse_address("10.0.0.1").value()};
    EXPECT_EQ(may_reach(*url, mixed, {}).error().code, ErrorCode::denied);
    EXPECT_TRUE(may_reach(*url, mixed, {.allow_private = true}).has_value());
    EXPECT_TRUE(may_reach(*url, std::span{mixed}.first(1), {}).has_value());
    EXPECT_EQ(may_reach(*url, {}, {}).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace desk
