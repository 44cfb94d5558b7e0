#include "bot/trust/judge_plugin.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Kind = TrustVerdict::Kind;

const std::string then(64, 'a');
const std::string now(64, 'c');

PresentPlugin crm() {
    return {.name = "crm",
            .file = "/plugins/crm.so",
            .sha256 = then,
            .manifest_sha256 = std::string(64, 'b'),
            .permissions = {{"may", "reach crm.example", {"host crm.example"}}}};
}
PluginConsent consent() {
    return {.file = "/plugins/crm.so",
            .version = "1.0.0",
            .sha256 = then,
            .manifest_sha256 = std::string(64, 'b'),
            .permissions = {"host crm.example"}};
}

TEST(Trust, RunsWhatWasEnabledAndIsUnchanged) {
    const auto given = consent();
    const auto verdict = judge_plugin(crm(), &given, true);
    EXPECT_EQ(verdict.kind, Kind::runs);
    EXPECT_EQ(verdict.trust, Trust::pinned);
}

TEST(Trust, RefusesAnotherFileWithBothDigestsAndTheCommand) {
    auto plugin = crm();
    plugin.sha256 = now;
    plugin.is_bundled = true;
    const auto given = consent();
    const auto verdict = judge_plugin(plugin, &given, false);
    EXPECT_EQ(verdict.kind, Kind::refused);
    EXPECT_EQ(verdict.code, "DH5101");
    EXPECT_THAT(verdict.why, AllOf(HasSubstr(then), HasSubstr(now), HasSubstr("deskhand plugin enable crm")));
}

TEST(Trust, RefusesAManifestThatWantsMore) {
    auto plugin = crm();
    plugin.manifest_sha256 = now;
    plugin.permissions.push_back({"may", "reach evil.example", {"host evil.example"}});
    const auto given = consent();
    const auto verdict = judge_plugin(plugin, &given, false);
    EXPECT_EQ(verdict.kind, Kind::refused);
    EXPECT_EQ(verdict.code, "DH5102");
    EXPECT_THAT(verdict.why, AllOf(HasSubstr("new: may reach evil.example"), HasSubstr(now),
                                   HasSubstr(std::string(64, 'b')), HasSubstr("deskhand plugin enable crm")));
}

TEST(Trust, RunsAManifestThatWantsLess) {
    auto plugin = crm();
    plugin.manifest_sha256 = now;
    plugin.permissions.clear();
    const auto given = consent();
    EXPECT_EQ(judge_plugin(plugin, &given, false).kind, Kind::runs);
}

TEST(Trust, LeavesOutWhatIsDisabled) {
    auto given = consent();
    given.is_enabled = false;
    const auto verdict = judge_plugin(crm(), &given, false);
    EXPECT_EQ(verdict.kind, Kind::left_out);
    EXPECT_THAT(verdict.why, HasSubstr("deskhand plugin enable crm"));
}

TEST(Trust, RunsWithoutConsentUnlessItIsRequired) {
    auto plugin = crm();
    EXPECT_EQ(judge_plugin(plugin, nullptr, false).kind, Kind::runs);
    EXPECT_EQ(judge_plugin(plugin, nullptr, false).trust, Trust::unpinned);
    const auto refused = judge_plugin(plugin, nullptr, true);
    EXPECT_EQ(refused.kind, Kind::refused);
    EXPECT_EQ(refused.code, "DH5103");
    plugin.is_bundled = true;
    EXPECT_EQ(judge_plugin(plugin, nullptr, false).trust, Trust::bundled);
    EXPECT_EQ(judge_plugin(plugin, nullptr, true).kind, Kind::refused);
}

TEST(Trust, HasAName) {
    EXPECT_EQ(name_of(Trust::bundled), "bundled");
    EXPECT_EQ(name_of(Trust::pinned), "pinned");
    EXPECT_EQ(name_of(Trust::unpinned), "unpinned");
}

}  // namespace
}  // namespace desk
