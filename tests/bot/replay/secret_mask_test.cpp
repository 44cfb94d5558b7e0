#include "bot/replay/secret_mask.hpp"

#include <gtest/gtest.h>

#include "adapters/signature.hpp"

namespace desk {
namespace {

SecretMask mask_of(const std::string& secret) {
    return {{{.name = "token", .is_secret = true}, {.name = "region"}}, {{"token", secret}, {"region", "west"}}};
}

TEST(SecretMask, TakesATokenOutOfAHeader) {
    const auto* asked = R"({"do":"fetch","headers":[["authorization","Bearer s3cr3t-t0ken"]]})";
    EXPECT_EQ(mask_of("s3cr3t-t0ken").in_document(asked),
              R"({"do":"fetch","headers":[["authorization","Bearer •••"]]})");
}

TEST(SecretMask, TakesItOutOfAnAddressAndOfBasicAuthentication) {
    const auto mask = mask_of("a/b+c==&s3cr3t");
    EXPECT_EQ(mask.in_text("https://x.example/?key=a%2Fb%2Bc%3D%3D%26s3cr3t&v=1"), "https://x.example/?key=•••&v=1");
    for (const std::string user : {"", "a", "ab", "deskhand"}) {
        const auto sent = to_base64(user + ":a/b+c==&s3cr3t");
        const auto kept = mask.in_text("Basic " + sent);
        EXPECT_NE(kept.find("•••"), std::string::npos) << user;
        EXPECT_LT(kept.size(), sent.size()) << user;
    }
}

TEST(SecretMask, KnowsASecretWithQuotesInsideADocument) {
    EXPECT_EQ(mask_of(R"(se"cr\et)").in_document(R"({"body":"x se\"cr\\et y"})"), R"({"body":"x ••• y"})");
}

TEST(SecretMask, LeavesADocumentADocument) {
    EXPECT_EQ(mask_of("2031").in_document(R"({"number":2031,"text":"no 2031"})"), R"({"number":2031,"text":"no •••"})");
}

TEST(SecretMask, LeavesOtherSettingsAndShortOnes) {
    const SecretMask mask{{{.name = "pin", .is_secret = true}, {.name = "region"}},
                          {{"pin", "abc"}, {"region", "westend"}}};
    EXPECT_EQ(mask.in_text("abc westend"), "abc westend");
    EXPECT_EQ(SecretMask{}.in_text("abc"), "abc");
}

}  // namespace
}  // namespace desk
