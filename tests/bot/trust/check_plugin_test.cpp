// Consent with real files: what stands in plugins.lock against what lies in the plugin folder.
#include "bot/trust/check_plugin.hpp"

#include "bot/trust/file_digest.hpp"
#include "tests/bot/configuration/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace desk {
namespace {

using testing::HasSubstr;

constexpr const char* manifest_text =
    R"({"id":"crm","version":"1.0.0","wall":"1.0","license":"MIT","title":{"en":"CRM"}})";

struct CheckedPlugin : testing::Test {
    test::ScratchFolder folder;
    std::string configuration_file = folder.write("deskhand.toml", "[plugins.crm]\n");

    void SetUp() override {
        folder.write("plugins/crm.so", "machine code");
        folder.write("plugins/crm.plugin.json", manifest_text);
    }
    Configuration configuration(const std::string& own_folder) const {
        return load_configuration(configuration_file, {.plugin_directory = folder / own_folder}).configuration;
    }
    Result<TrustVerdict> checked(const std::string& own_folder = "plugins") const {
        const auto manifest = read_manifest(manifest_text, "crm.plugin.json");
        auto plugin = configuration(own_folder).plugins.at(0);
        plugin.file = folder / "plugins/crm.so";
        return check_plugin(plugin, *manifest);
    }
    void enable(bool is_enabled = true) const {
        ASSERT_TRUE(write_plugin_lock(folder / "plugins.lock",
                                      {{"crm",
                                        {.file = "crm.so",
                                         .sha256 = *file_digest(folder / "plugins/crm.so"),
                                         .manifest_sha256 = *file_digest(folder / "plugins/crm.plugin.json"),
                                         .is_enabled = is_enabled}}}));
    }
};

TEST_F(CheckedPlugin, IsBundledInTheProgramsOwnFolder) {
    EXPECT_EQ(checked()->trust, Trust::bundled);
}

TEST_F(CheckedPlugin, IsUnpinnedElsewhere) {
    folder.write("elsewhere/x", "");
    const auto plugin =
        load_configuration(folder.write("other.toml", "plugin_directory = \"plugins\"\n[plugins.crm]\n"),
                           {.plugin_directory = folder / "elsewhere"})
            .configuration.plugins.at(0);
    const auto verdict = check_plugin(plugin, *read_manifest(manifest_text, "crm.plugin.json"));
    ASSERT_TRUE(verdict) << verdict.error().what;
    EXPECT_EQ(verdict->trust, Trust::unpinned);
    EXPECT_EQ(verdict->kind, TrustVerdict::Kind::runs);
}

TEST_F(CheckedPlugin, IsPinnedOnceItWasEnabled) {
    enable();
    EXPECT_EQ(checked()->trust, Trust::pinned);
}

TEST_F(CheckedPlugin, IsRefusedWhenOneByteOfItsFileChanges) {
    enable();
    folder.write("plugins/crm.so", "machine Code");
    EXPECT_EQ(checked()->kind, TrustVerdict::Kind::refused);
    EXPECT_THAT(checked()->why, HasSubstr(text_digest("machine Code")));
    EXPECT_THAT(checked()->why, HasSubstr(text_digest("machine code")));
}

TEST_F(CheckedPlugin, IsLeftOutWhileItIsDisabled) {
    enable(false);
    EXPECT_EQ(checked()->kind, TrustVerdict::Kind::left_out);
}

TEST_F(CheckedPlugin, IsRefusedWhileConsentIsRequiredAndMissing) {
    folder.write("deskhand.toml", "[desk]\nrequire_consent = true\n[plugins.crm]\n");
    EXPECT_EQ(checked()->code, "DH5103");
    enable();
    EXPECT_EQ(checked()->kind, TrustVerdict::Kind::runs);
}

TEST_F(CheckedPlugin, IsRefusedWhenTheRecordCannotBeRead) {
    folder.write("plugins.lock", "{");
    const auto verdict = checked();
    ASSERT_FALSE(verdict);
    EXPECT_THAT(verdict.error().what, HasSubstr("DH5104"));
}

TEST_F(CheckedPlugin, IsReportedWhenItIsGone) {
    std::filesystem::remove(folder / "plugins/crm.so");
    ASSERT_FALSE(checked());
    EXPECT_EQ(checked().error().code, ErrorCode::not_found);
}

// Source of the expected digest: FIPS 180-2, B.1.
TEST(Digest, IsSha256) {
    EXPECT_EQ(text_digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const test::ScratchFolder folder;
    EXPECT_EQ(*file_digest(folder.write("abc", "abc")), text_digest("abc"));
    EXPECT_EQ(file_digest(folder / "").error().code, ErrorCode::invalid);
}

}  // namespace
}  // namespace desk
