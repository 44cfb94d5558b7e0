#include "bot/http/door_rules.hpp"

#include "bot/http/address_counts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace desk {
namespace {

using std::chrono::seconds;

const IpAddress peer = parse_address("10.0.0.1").value();
const std::vector<Network> proxies{parse_network("10.0.0.0/24").value()};

std::string origin_behind(const std::string& forwarded,
                          const std::vector<Network>& trusted = proxies) {
    Headers headers{{"X-Forwarded-For", forwarded}};
    return to_text(take_origin(headers, peer, trusted));
}

// H-09
TEST(DoorRules, BelieveNobodyWhoIsNoTrustedProxy) {
    Headers headers{{"X-Forwarded-For", "1.2.3.4"}, {"Forwarded", "for=1.2.3.4"},
                    {"x-remote-user", "admin"},     {"Remote-User", "a"},
                    {"X-Real-IP", "1.2.3.4"},       {"Host", "a"},
                    {"X-Request-Id", "7"}};
    EXPECT_EQ(take_origin(headers, peer, {}), peer);
    EXPECT_EQ(headers, (Headers{{"Host", "a"}, {"X-Request-Id", "7"}}));
}

TEST(DoorRules, TakeTheRightmostAddressThatIsNoProxy) {
    EXPECT_EQ(origin_behind("1.1.1.1, 2.2.2.2"), "2.2.2.2");
    EXPECT_EQ(origin_behind("1.1.1.1, 2.2.2.2 , 10.0.0.7"), "2.2.2.2");
    EXPECT_EQ(origin_behind("1.1.1.1, 2001:db8::1"), "2001:db8::1");
    EXPECT_EQ(origin_behind("10.0.0.9"), "10.0.0.9");
    EXPECT_EQ(origin_behind(""), "10.0.0.1");
    EXPECT_EQ(origin_behind("1.1.1.1, unknown"), "10.0.0.1");
}

TEST(DoorRules, ReadSeveralForwardedLinesAsOneList) {
    Headers headers{{"X-Forwarded-For", "1.1.1.1"}, {"x-forwarded-for", "2.2.2.2, 10.0.0.3"}};
    EXPECT_EQ(to_text(take_origin(headers, peer, proxies)), "2.2.2.2");
    EXPECT_TRUE(headers.empty());
}

TEST(ConnectionCounts, CountAnIpv6NetworkAsOneClient) {
    ConnectionCounts counts;
    counts.add(parse_address("2001:db8::1").value());
    counts.add(parse_address("2001:db8::2").value());
    counts.add(parse_address("1.2.3.4").value());
    EXPECT_EQ(counts.of(parse_address("2001:db8::3").value()), 2U);
    EXPECT_EQ(counts.of(parse_address("1.2.3.5").value()), 0U);
    counts.remove(parse_address("1.2.3.4").value());
    EXPECT_EQ(counts.of(parse_address("1.2.3.4").value()), 0U);
}

TEST(AddressBuckets, EmptyAfterTheBurstAndFillWithTime) {
    AddressBuckets buckets{2, 3};
    const AddressBuckets::Moment start{};
    for (int n = 0; n < 3; ++n) {
        EXPECT_FALSE(buckets.is_empty(peer, start));
        buckets.charge(peer, start);
    }
    EXPECT_TRUE(buckets.is_empty(peer, start));
    EXPECT_FALSE(buckets.is_empty(peer, start + seconds{1}));
    EXPECT_FALSE(buckets.is_empty(parse_address("10.0.0.2").value(), start));
}

TEST(AddressBuckets, ForgetTheAddressChargedLongestAgo) {
    AddressBuckets buckets{0, 1, 2};
    const auto address = [](int n) { return parse_address("10.0.0." + std::to_string(n)).value(); };
    for (const int n : {1, 2, 1, 3}) buckets.charge(address(n), {});
    EXPECT_TRUE(buckets.is_empty(address(1), {}));
    EXPECT_FALSE(buckets.is_empty(address(2), {}));
    EXPECT_TRUE(buckets.is_empty(address(3), {}));
}

}  // namespace
}  // namespace desk
