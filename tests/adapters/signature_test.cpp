#include "adapters/signature.hpp"

#include "tests/adapters/requests.hpp"

#include <cstdint>

namespace desk {
namespace {

using namespace std::chrono_literals;
using test::at_second;

// RFC 4231, test cases 1 and 2; RFC 4648, section 10.
TEST(Signature, AgreesWithThePublishedCodes) {
    EXPECT_EQ(to_hex(hmac_sha256(std::string(20, '\x0b'), {"Hi There"})),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256("Jefe", {"what do ya want ", "for", " nothing?"})),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(to_base64("fooba"), "Zm9vYmE=");
    EXPECT_EQ(to_base64("foob"), "Zm9vYg==");
    EXPECT_EQ(to_base64(""), "");
}

TEST(Signature, TakesAnEmptyKeyForAKey) {
    EXPECT_EQ(to_hex(hmac_sha256("", {""})),
              "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    EXPECT_EQ(hmac_sha256(std::string_view{}, {}), hmac_sha256("", {""}));
}

TEST(Signature, DecodesWhatItEncodes) {
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(*from_base64(to_base64(bytes)), bytes);
        bytes += static_cast<char>(i * 7);
    }
}

TEST(Signature, DecodesBase64WithoutPaddingButNotWithWrongOne) {
    EXPECT_EQ(*from_base64("Zm9vYg"), "foob");
    EXPECT_EQ(from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")->size(), 23U);
    EXPECT_EQ(from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr")->size(), 25U);
    for (const auto* wrong : {"Z", "Zm9vY", "Zm9vYg=", "Zm9vYg===", "====", "Zm=vYg==", "Zm9v Yg==",
                              "Zm9v_g==", "Zm9vYmFy=", "Zm9v\n"}) {
        EXPECT_FALSE(from_base64(wrong).has_value()) << wrong;
    }
}

TEST(Signature, ComparesWholeSecrets) {
    EXPECT_TRUE(is_equal_secret("abc", "abc"));
    EXPECT_FALSE(is_equal_secret("abc", "abd"));
    EXPECT_FALSE(is_equal_secret("abc", "ab"));
    EXPECT_TRUE(is_equal_secret("", ""));
}

TEST(Signature, TakesAMomentForFreshForThreeHundredSecondsEitherWay) {
    const auto now = at_second(1'531'420'618);
    EXPECT_EQ(fresh_time("1531420618", now), now);
    EXPECT_TRUE(fresh_time("1531420618", now + 300s));
    EXPECT_TRUE(fresh_time("1531420618", now - 300s));
    EXPECT_FALSE(fresh_time("1531420618", now + 300s + 1ms));
    EXPECT_FALSE(fresh_time("1531420618", now - 300s - 1ms));
    for (const auto* wrong : {"", "-1531420618", "+1531420618", " 1531420618", "1531420618.0",
                              "0x5B479B0A", "1531420618000", "99999999999999999999999"}) {
        EXPECT_FALSE(fresh_time(wrong, now)) << wrong;
    }
}

TEST(Signature, TakesNoHeaderThatStandsThereTwice) {
    const Headers headers{{"A", "1"}, {"B", "2"}, {"a", "1"}};
    EXPECT_EQ(only_header(headers, "A"), nullptr);
    EXPECT_EQ(*only_header(headers, "b"), "2");
    EXPECT_EQ(only_header(headers, "C"), nullptr);
}

TEST(Signature, SeparatesSecretsByWhiteSpace) {
    EXPECT_EQ(words_of("  one\ttwo\n three "), (std::vector<std::string>{"one", "two", "three"}));
    EXPECT_TRUE(words_of(" \n").empty());
}

}  // namespace
}  // namespace desk
